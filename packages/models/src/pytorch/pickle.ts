import { Named, type Pickled, type PickleHandlers } from './pickled.ts'

/**
 * Reads a pickle as data: nothing of it is executed, and names of functions and classes are given to `handlers`.
 *
 * @returns The object, and where the next one begins.
 * @throws Error whose message is a clause that says what is wrong.
 */
export function readPickle(bytes: Uint8Array, handlers: PickleHandlers, start = 0): { value: Pickled; end: number } {
  const reader = new PickleReader(bytes, handlers, start)
  return { value: reader.read(), end: reader.at }
}

const mark = Symbol('mark')
type Entry = Pickled | typeof mark

class PickleReader {
  at: number
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #handlers: PickleHandlers
  readonly #stack: Entry[] = []
  readonly #memo = new Map<number, Pickled>()

  constructor(bytes: Uint8Array, handlers: PickleHandlers, start: number) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#handlers = handlers
    this.at = start
  }

  read(): Pickled {
    for (;;) {
      const code = this.#byte()
      if (code === 0x2e) return this.#pop()
      const operation = Object.hasOwn(operations, code) ? operations[code] : undefined
      if (operation) this.#push(operation(this) as Pickled)
      else this.#build(code)
    }
  }

  /** Operations that change what there is. */
  #build(code: number): void {
    switch (String.fromCharCode(code)) {
      case '\x80':
        this.#byte()
        break
      case '\x95':
        this.#take(8)
        break
      case '(':
        this.#stack.push(mark)
        break
      case 'q':
        this.#memo.set(this.#byte(), this.#top())
        break
      case 'r':
        this.#memo.set(this.integer(4), this.#top())
        break
      case '\x94':
        this.#memo.set(this.#memo.size, this.#top())
        break
      case 'h':
        this.#push(this.#remembered(this.#byte()))
        break
      case 'j':
        this.#push(this.#remembered(this.integer(4)))
        break
      case 't':
        this.#push(this.#toMark())
        break
      case '\x85':
      case '\x86':
      case '\x87':
        this.#push(this.#last(code - 0x84))
        break
      case 'a':
        this.#append(this.#last(1))
        break
      case 'e':
        this.#append(this.#toMark())
        break
      case 's':
        this.#set(this.#last(2))
        break
      case 'u':
        this.#set(this.#toMark())
        break
      case 'R':
      case '\x81': {
        const given = this.#pop()
        const target = this.#pop()
        if (!(target instanceof Named) || !Array.isArray(given)) throw damaged('calls what is no function')
        this.#push(this.#handlers.call(target.name, given))
        break
      }
      case 'b': {
        // The state of an OrderedDict: its version of names, which nobody needs.
        this.#pop()
        if (!(this.#top() instanceof Map)) throw damaged('sets the state of an object')
        break
      }
      case 'Q':
        this.#push(this.#handlers.persistent(this.#pop()))
        break
      case '\x93': {
        const [module, name] = this.#last(2)
        this.#push(new Named(`${module}.${name}`))
        break
      }
      default:
        throw damaged(`has the operation ${code}`)
    }
  }

  text(length: number): string {
    return new TextDecoder().decode(this.#take(length))
  }

  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.at)
    if (end < 0) throw damaged('is cut short')
    const text = this.text(end - this.at)
    this.at++
    return text
  }

  integer(size: 1 | 2 | 4): number {
    const from = this.#skip(size)
    return size === 1
      ? this.#view.getUint8(from)
      : size === 2
        ? this.#view.getUint16(from, true)
        : this.#view.getUint32(from, true)
  }

  float(): number {
    return this.#view.getFloat64(this.#skip(8))
  }

  /** A whole number of any length, little-endian. */
  long(length: number): number {
    const bytes = this.#take(length)
    let value = 0n
    for (const byte of bytes.toReversed()) value = value * 256n + BigInt(byte)
    return Number(BigInt.asIntN(8 * length, value))
  }

  #byte(): number {
    return this.integer(1)
  }

  #take(length: number): Uint8Array {
    const end = this.at + length
    if (!(end <= this.#bytes.length)) throw damaged('is cut short')
    const part = this.#bytes.subarray(this.at, end)
    this.at = end
    return part
  }

  /** Goes on, and returns where it was. */
  #skip(length: number): number {
    this.#take(length)
    return this.at - length
  }

  #push(value: Pickled): void {
    this.#stack.push(value)
  }

  #pop(): Pickled {
    const value = this.#stack.pop()
    if (value === undefined || value === mark) throw damaged('takes what is not there')
    return value as Pickled
  }

  #top(): Pickled {
    const value = this.#pop()
    this.#push(value)
    return value
  }

  #last(count: number): Pickled[] {
    return Array.from({ length: count }, () => this.#pop()).reverse()
  }

  #toMark(): Pickled[] {
    const from = this.#stack.lastIndexOf(mark)
    if (from < 0) throw damaged('takes what is not there')
    return this.#stack.splice(from).slice(1) as Pickled[]
  }

  #append(values: readonly Pickled[]): void {
    const list = this.#top()
    if (!Array.isArray(list)) throw damaged('appends to what is no list')
    for (const value of values) list.push(value)
  }

  #set(values: readonly Pickled[]): void {
    const map = this.#top()
    if (!(map instanceof Map) || values.length % 2 > 0) throw damaged('sets items of what is no dictionary')
    for (let index = 0; index < values.length; index += 2) map.set(values[index]!, values[index + 1]!)
  }

  #remembered(number: number): Pickled {
    const value = this.#memo.get(number)
    if (value === undefined) throw damaged('takes what is not there')
    return value
  }
}

/** Operations that add a value. */
const operations: Readonly<Record<number, (reader: PickleReader) => Pickled>> = Object.fromEntries(
  (
    [
      ['N', () => null],
      ['\x88', () => true],
      ['\x89', () => false],
      ['}', () => new Map()],
      [']', () => []],
      [')', () => []],
      ['\x8f', () => []],
      ['K', (reader) => reader.integer(1)],
      ['M', (reader) => reader.integer(2)],
      ['J', (reader) => reader.integer(4) | 0],
      ['\x8a', (reader) => reader.long(reader.integer(1))],
      ['G', (reader) => reader.float()],
      ['X', (reader) => reader.text(reader.integer(4))],
      ['U', (reader) => reader.text(reader.integer(1))],
      ['\x8c', (reader) => reader.text(reader.integer(1))],
      ['c', (reader) => new Named(`${reader.line()}.${reader.line()}`)],
    ] as [string, (reader: PickleReader) => Pickled][]
  ).map(([code, read]) => [code.charCodeAt(0), read]),
)

const damaged = (what: string): Error => new Error(`its pickle ${what}`)
