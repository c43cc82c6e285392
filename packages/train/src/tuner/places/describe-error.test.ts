import { expect, it } from 'vitest'
import { describeError } from './describe-error.ts'

const loop: Record<string, unknown> = {}
loop.self = loop

it.each<[unknown, string]>([
  [new Error('half is not allowed'), 'half is not allowed'],
  [new RangeError('too wide'), 'RangeError: too wide'],
  [Object.assign(new Error('gone'), { name: 'LossError' }), 'LossError: gone'],
  [{ name: 'TypeError', message: 'x is not a function', stack: '…' }, 'TypeError: x is not a function'],
  [new Error('RangeError: told before'), 'RangeError: told before'],
  [new TypeError(''), 'TypeError'],
  ['text', 'text'],
  [undefined, 'undefined'],
  [Symbol('sign'), 'Symbol(sign)'],
  [{ code: 3 }, '{"code":3}'],
  [loop, '[object Object]'],
  [Object.create(null), '{}'],
])('describes %o', (error, text) => expect(describeError(error)).toBe(text))
