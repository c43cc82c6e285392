import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createPrinter } from '../src/reader/printer.ts'
import { readerConsole } from '../src/reader/reader-console.ts'

/** What Node's own console writes. */
function byNode(act: (console: Console) => void): string {
  let text = ''
  const stream = new Writable({
    write(chunk, _, done) {
      text += chunk
      done()
    },
  })
  act(new Console({ stdout: stream, stderr: stream, colorMode: false }))
  return text.replace(/\n$/, '')
}

function byOurs(act: (console: Console) => void): string {
  const lines: string[] = []
  act(readerConsole((line) => lines.push(line)) as unknown as Console)
  return lines.join('\n')
}

class Penguin {
  species = 'Adelie'
  #secret = 1
  get secret(): number {
    return this.#secret
  }
}
const circular: Record<string, unknown> = { name: 'loop' }
circular.self = circular
const error = new RangeError('too far')
error.stack = 'RangeError: too far\n    at here (your-code.ts:1:1)'

describe('a value is printed as Node prints it', () => {
  it.each<[string, unknown[]]>([
    ['NaN and minus zero', [Number.NaN, -0, Number.POSITIVE_INFINITY]],
    ['numbers in lists', [[Number.NaN, 1.5, -0]]],
    ['text alone and in a list', ['text', ['text', "it's"]]],
    ['nothing', [undefined, null, [undefined, null]]],
    ['empty slots', [new Array(3)]],
    ['a Map and a Set', [new Map([['a', { b: 1 }]]), new Set([1, 'two'])]],
    ['a circle', [circular]],
    ['typed arrays', [new Float32Array([0.1, 2]), new Uint8Array(3), new ArrayBuffer(4)]],
    ['an error', [error]],
    ['an instance of a class', [new Penguin()]],
    ['functions and classes', [function act() {}, () => {}, Penguin]],
    ['a big integer, a symbol, a date, an expression', [10n, Symbol('s'), new Date(0), /x/g]],
    ['what is deep', [{ a: { b: { c: { d: 1 } } } }]],
    ['a long list', [Array.from({ length: 150 }, (_, index) => index)]],
    ['an object without a prototype', [Object.create(null)]],
    ['a promise that waits', [new Promise(() => {})]],
    ['a format', ['%s is %d of %i, %f, %j %o %O %%', 'a', 4.2, 4.2, '1.5', { a: 1 }, [1], { b: 2 }, 'rest']],
  ])('%s', (_, values) => {
    expect(byOurs((console) => console.log(...values))).toBe(byNode((console) => console.log(...values)))
  })

  it.each<[string, unknown, string[]?]>([
    [
      'rows',
      [
        { a: 1, b: 'x' },
        { b: Number.NaN, c: [1, 2] },
      ],
    ],
    ['chosen columns', [{ a: 1, b: 'x' }, { a: 2 }], ['b']],
    [
      'lists',
      [
        [1, 2],
        [3, 4, 5],
      ],
    ],
    ['bare values', [1, 'two', null]],
    ['an object of objects', { x: { a: 1 }, y: { a: 2, b: { deep: 1 } } }],
    [
      'a Map',
      new Map<unknown, unknown>([
        ['a', 1],
        [{ k: 1 }, 'v'],
      ]),
    ],
    ['a Set', new Set([1, 'b'])],
    ['no table', 5],
    ['nothing in it', []],
  ])('a table of %s', (_, data, columns) => {
    expect(byOurs((console) => console.table(data, columns))).toBe(byNode((console) => console.table(data, columns)))
  })

  it('groups, counts and assertions too', () => {
    const act = (console: Console): void => {
      console.group('outer')
      console.log('inside\nof it')
      console.group()
      console.warn('deeper')
      console.groupEnd()
      console.groupEnd()
      console.count()
      console.count('a')
      console.count()
      console.assert(true, 'not said')
      console.assert(false, 'said %d', 1)
      console.assert(false)
    }
    expect(byOurs(act)).toBe(byNode(act))
  })
})

describe('lines on their way to the page', () => {
  it('go together, twenty times a second at most, also where no timer can run', () => {
    let clock = 0
    const told: { lines: string[]; dropped: number }[] = []
    const printer = createPrinter(
      (message) => told.push(message),
      () => clock,
    )
    for (let line = 0; line < 100_000; line++) {
      clock += 0.01
      printer.print(String(line))
    }
    printer.flush()
    expect(told.length).toBeLessThanOrEqual(22)
    expect(told.flatMap(({ lines }) => lines)).toEqual(Array.from({ length: 1000 }, (_, line) => String(line)))
    expect(told.at(-1)!.dropped).toBe(99_000)
  })

  it('are cut where they are long, and count as lines where they hold some', () => {
    const told: { lines: string[]; dropped: number }[] = []
    const printer = createPrinter(
      (message) => told.push(message),
      () => 0,
    )
    printer.print('x'.repeat(15_000))
    printer.print('a\nb')
    printer.flush()
    const lines = told.flatMap((message) => message.lines)
    expect(lines[0]).toBe(`${'x'.repeat(10_000)} … (5000 more letters)`)
    expect(lines.slice(1)).toEqual(['a', 'b'])
  })

  it('bring no more letters than a page can show', () => {
    const told: { lines: string[]; dropped: number }[] = []
    const printer = createPrinter(
      (message) => told.push(message),
      () => 0,
    )
    for (let line = 0; line < 500; line++) printer.print('x'.repeat(9_000))
    printer.flush()
    const letters = told.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.length, 0)
    expect(letters).toBeLessThan(210_000)
    expect(told.at(-1)!.dropped).toBeGreaterThan(400)
  })
})
