/** Numbers of any type as 32-bit floats. */
export function floatsOf(found: unknown): Float32Array {
  if (found instanceof Float32Array) return found
  const list = typeof found === 'number' || typeof found === 'bigint' ? [found] : found
  if (!ArrayBuffer.isView(list) && !Array.isArray(list)) throw new Error('it holds no numbers')
  if (list instanceof BigInt64Array || list instanceof BigUint64Array || Array.isArray(list)) {
    return Float32Array.from(list as ArrayLike<number | bigint>, Number)
  }
  return new Float32Array(list as unknown as ArrayLike<number>)
}

/** Sixteen bits: sign, five of exponent, ten of fraction. */
export function fromFloat16(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const values = new Float32Array(bytes.length / 2)
  for (let index = 0; index < values.length; index++) {
    const bits = view.getUint16(2 * index, true)
    const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 0x1f, bits & 0x3ff]
    values[index] =
      exponent === 0x1f
        ? fraction
          ? Number.NaN
          : sign * Number.POSITIVE_INFINITY
        : exponent === 0
          ? sign * fraction * 2 ** -24
          : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
  }
  return values
}

/** The upper half of a 32-bit float. */
export function fromBfloat16(bytes: Uint8Array): Float32Array {
  const values = new Float32Array(bytes.length / 2)
  const out = new Uint8Array(values.buffer)
  for (let index = 0; index < values.length; index++) {
    out[4 * index + 2] = bytes[2 * index]!
    out[4 * index + 3] = bytes[2 * index + 1]!
  }
  return values
}
