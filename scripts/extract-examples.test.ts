import { expect, it } from 'vitest'
import { checkable } from './extract-examples.ts'

const codeOf = (...lines: string[]): string[] =>
  checkable({ name: 'file.ts:7', code: lines.join('\n') })
    .split('\n')
    .slice(0, lines.length)

it.each([
  ['1 + 1 // → 2', 'check(1 + 1, "2", "file.ts:7+0")'],
  ['const sum = 1 + 1; // → 2', 'const sum = 1 + 1; check(sum, "2", "file.ts:7+0")'],
  ['console.log(a, b) // → 1 2', 'check(print(a, b), "1 2", "file.ts:7+0")'],
  ['  half(3) // → 1.5', '  check(half(3), "1.5", "file.ts:7+0")'],
])('the result that %j states becomes a check', (line, check) => {
  expect(codeOf(line)[0]).toBe(check)
})

it('lines of results below a statement are the lines that it prints', () => {
  expect(codeOf('console.log(table)', '// → a b', '// → 1 2')[0]).toBe(
    'check(print(table), "a b\\n1 2", "file.ts:7+0")',
  )
})

it('other comments and lines stay as they are', () => {
  expect(codeOf('const b = 2 // two', 'f(b)')).toEqual(['const b = 2 // two', 'f(b)'])
})
