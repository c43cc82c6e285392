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

/** The fields of a message in their order, without knowing what they mean. */
export function parseMessage(bytes: Uint8Array): Field[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields: Field[] = []
  let at = 0
  const varint = (): number => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++)
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return Number(BigInt.asIntN(64, value))
    }
  }
  while (at < bytes.length) {
    const tag = varint()
    const number = tag >> 3
    const type = tag & 7
    if (type === 0) fields.push({ number, value: varint() })
    else if (type === 1) {
      fields.push({ number, value: view.getFloat64(at, true) })
      at += 8
    } else if (type === 5) {
      fields.push({ number, value: view.getFloat32(at, true) })
      at += 4
    } else {
      const length = varint()
      fields.push({ number, value: bytes.subarray(at, at + length) })
      at += length
    }
  }
  return fields
}
