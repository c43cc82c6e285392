/** A message in the making: fields are appended in the order of the calls. */
export class MessageWriter {
  readonly #parts: Uint8Array[] = []

  #varint(value: bigint): void {
    const bytes: number[] = []
    let rest = BigInt.asUintN(64, value)
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
    this.#parts.push(Uint8Array.of(...bytes, Number(rest)))
  }

  #field(number: number, type: number): void {
    this.#varint(BigInt((number << 3) | type))
  }

  /** An integer of any width, or an enum, or a boolean as 0 or 1. */
  integer(number: number, value: number): this {
    this.#field(number, 0)
    this.#varint(BigInt(value))
    return this
  }

  /** A number of 64 bits. */
  double(number: number, value: number): this {
    this.#field(number, 1)
    this.#parts.push(new Uint8Array(new Float64Array([value]).buffer))
    return this
  }

  /** A number of 32 bits. */
  float(number: number, value: number): this {
    this.#field(number, 5)
    this.#parts.push(new Uint8Array(new Float32Array([value]).buffer))
    return this
  }

  /** Text, bytes, or a message. */
  bytes(number: number, value: string | Uint8Array | MessageWriter): this {
    const text = typeof value === 'string' ? new TextEncoder().encode(value) : value
    const bytes = text instanceof MessageWriter ? text.finish() : text
    this.#field(number, 2)
    this.#varint(BigInt(bytes.length))
    this.#parts.push(bytes)
    return this
  }

  finish(): Uint8Array {
    const bytes = new Uint8Array(this.#parts.reduce((length, part) => length + part.length, 0))
    let at = 0
    for (const part of this.#parts) {
      bytes.set(part, at)
      at += part.length
    }
    return bytes
  }
}

/** A message being written: `message().integer(1, 5).bytes(2, 'text')`. */
export const message = (): MessageWriter => new MessageWriter()

/** One field of a message as it was read: integers as numbers, everything of a length as its bytes. */
export interface Field {
  number: number
  value: number | Uint8Array
}

/**
 * The fields of a message in their order, without knowing what they mean.
 *
 * @throws RangeError where a field is cut off, or of a kind that there is not.
 */
export function parseMessage(bytes: Uint8Array): Field[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields: Field[] = []
  let at = 0
  /** Where the next bytes begin, which must be there. */
  const take = (length: number): number => {
    const from = at
    if (!(length >= 0 && length <= bytes.length - from))
      throw damaged(`${length} bytes`, `${bytes.length - from}`, from)
    at += length
    return from
  }
  const varint = (): number => {
    const from = at
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[take(1)]!
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return Number(BigInt.asIntN(64, value))
    }
    throw damaged('a number of at most ten bytes', 'a longer one', from)
  }
  while (at < bytes.length) {
    const from = at
    const tag = varint()
    const number = Math.floor(tag / 8)
    const type = tag % 8
    if (type === 0) fields.push({ number, value: varint() })
    else if (type === 1) fields.push({ number, value: view.getFloat64(take(8), true) })
    else if (type === 5) fields.push({ number, value: view.getFloat32(take(4), true) })
    else if (type === 2) {
      const length = varint()
      const start = take(length)
      fields.push({ number, value: bytes.subarray(start, start + length) })
    } else throw damaged('a field of a known kind', `kind ${type}`, from)
  }
  return fields
}

const damaged = (expected: string, received: string, at: number): RangeError =>
  new RangeError(
    `parseEvents: expected ${expected} at byte ${at} of a message, received ${received}. The file is damaged.`,
  )
