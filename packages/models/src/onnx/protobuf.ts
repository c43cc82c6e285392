/** Bytes of a protobuf message in parts, so that large tensors are copied once. */
export type Message = readonly Uint8Array[]

const text = new TextEncoder()

function varint(value: bigint): number[] {
  let rest = BigInt.asUintN(64, value)
  const bytes: number[] = []
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  return [...bytes, Number(rest)]
}

const tag = (field: number, wireType: number): number[] => varint(BigInt(field * 8 + wireType))

/** A field with a whole number: int32, int64, enum. */
export function integer(field: number, value: number | bigint): Message {
  return [Uint8Array.from([...tag(field, 0), ...varint(BigInt(value))])]
}

/** A field with a float32. */
export function float(field: number, value: number): Message {
  return [Uint8Array.from(tag(field, 5)), new Uint8Array(Float32Array.of(value).buffer)]
}

/** A field with bytes. */
export function bytes(field: number, value: Uint8Array): Message {
  return [Uint8Array.from([...tag(field, 2), ...varint(BigInt(value.length))]), value]
}

/** A field with text. */
export function string(field: number, value: string): Message {
  return bytes(field, text.encode(value))
}

/** A field with a nested message, given as its fields. */
export function message(field: number, ...fields: Message[]): Message {
  const parts = fields.flat()
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return [Uint8Array.from([...tag(field, 2), ...varint(BigInt(length))]), ...parts]
}

/** Joins the fields of the outermost message. */
export function joined(fields: readonly Message[]): Uint8Array<ArrayBuffer> {
  const parts = fields.flat()
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
