/** Types of numbers in files, by their names in safetensors: bytes of each, and how they are read. */
const types: Readonly<Record<string, { size: number; at: (view: DataView, offset: number) => number }>> = {
  F64: { size: 8, at: (view, offset) => view.getFloat64(offset, true) },
  F32: { size: 4, at: (view, offset) => view.getFloat32(offset, true) },
  F16: { size: 2, at: (view, offset) => half(view.getUint16(offset, true)) },
  BF16: { size: 2, at: (view, offset) => upperHalf(view.getUint16(offset, true)) },
  I64: { size: 8, at: (view, offset) => Number(view.getBigInt64(offset, true)) },
  I32: { size: 4, at: (view, offset) => view.getInt32(offset, true) },
  I16: { size: 2, at: (view, offset) => view.getInt16(offset, true) },
  I8: { size: 1, at: (view, offset) => view.getInt8(offset) },
  U8: { size: 1, at: (view, offset) => view.getUint8(offset) },
  BOOL: { size: 1, at: (view, offset) => view.getUint8(offset) },
}

/** Returns the bytes of one number of a type; undefined for a type that is not known. */
export function bytesOfType(dtype: unknown): number | undefined {
  return typeof dtype === 'string' && Object.hasOwn(types, dtype) ? types[dtype]!.size : undefined
}

/** Reads little-endian numbers of a type as float32. */
export function decodeNumbers(dtype: string, bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const { size, at } = types[dtype]!
  const values = new Float32Array(bytes.length / size)
  if (dtype === 'F32') {
    new Uint8Array(values.buffer).set(bytes)
    return values
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let index = 0; index < values.length; index++) values[index] = at(view, index * size)
  return values
}

const word = new DataView(new ArrayBuffer(4))
/** A bfloat16 is the upper half of a float32. */
function upperHalf(bits: number): number {
  word.setUint32(0, bits * 65_536)
  return word.getFloat32(0)
}

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}
