import type { NdArray } from './nd-array.ts'
import { type NpyHeader, parseNpyHeader } from './parse-npy-header.ts'

/**
 * Reads an array from the content of a NumPy `.npy` file: integers, floating-point numbers and booleans of any byte
 * order, in C or Fortran order. Values keep the type that holds them exactly: bytes and booleans as `Uint8Array`,
 * integers as `Int32Array`, larger ones as `Float64Array`, floats as `Float32Array` or `Float64Array`.
 *
 * @throws RangeError for content that is no `.npy` file, is cut short, or holds integers beyond 2⁵³; TypeError for other
 * kinds of values, Python objects among them.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { parseNpy } from '@dlw/data'
 *
 * parseNpy(await readFile('digits/train_labels.npy')) // → { shape: [4], data: Int32Array(4) [ 0, 1, 0, 1 ] }
 * ```
 * @see numpy.load
 */
export function parseNpy(content: Uint8Array): NdArray {
  const header = parseNpyHeader(content)
  const { shape, fortranOrder } = header
  const data = readValues(content, header)
  return { shape, data: fortranOrder && shape.length > 1 ? toRowMajor(data, shape) : data }
}

function readValues(content: Uint8Array, { offset, count, kind, bytes, littleEndian }: NpyHeader): NdArray['data'] {
  // A copy: its buffer begins at the values, aligned for any type.
  const own = new Uint8Array(content.subarray(offset, offset + count * bytes))
  const type = `${kind}${bytes}`
  if (type === 'u1' || type === 'b1') return own
  if (bytes > 1 && littleEndian !== hostIsLittleEndian) swap(own, bytes)
  const { buffer } = own
  switch (type) {
    case 'i4':
      return new Int32Array(buffer)
    case 'f4':
      return new Float32Array(buffer)
    case 'f8':
      return new Float64Array(buffer)
    case 'i1':
      return Int32Array.from(new Int8Array(buffer))
    case 'i2':
      return Int32Array.from(new Int16Array(buffer))
    case 'u2':
      return Int32Array.from(new Uint16Array(buffer))
    case 'u4':
      return Float64Array.from(new Uint32Array(buffer))
    case 'f2':
      return Float32Array.from(new Uint16Array(buffer), fromHalf)
    default:
      return fromLong(type === 'i8' ? new BigInt64Array(buffer) : new BigUint64Array(buffer))
  }
}

const hostIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

function swap(data: Uint8Array, bytes: number): void {
  for (let start = 0; start < data.length; start += bytes) data.subarray(start, start + bytes).reverse()
}

function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
}

function fromLong(values: BigInt64Array | BigUint64Array): Int32Array | Float64Array {
  let small = true
  for (const value of values) {
    if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER)) {
      throw new RangeError(
        `parseNpy: expected integers up to 2**53, received ${value}. Save them with a smaller type or as float64.`,
      )
    }
    if (BigInt.asIntN(32, value) !== value) small = false
  }
  const numbers = Float64Array.from(values as ArrayLike<bigint> as never, Number)
  return small ? Int32Array.from(numbers) : numbers
}

/** The values of an array whose first axis runs fastest, in the order in which the last one does. */
function toRowMajor(data: NdArray['data'], shape: readonly number[]): NdArray['data'] {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, length) => product * length, 1))
  const ordered = data.slice()
  const index = shape.map(() => 0)
  let from = 0
  for (let place = 0; place < ordered.length; place++) {
    ordered[place] = data[from]!
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]!++
      from += strides[axis]!
      if (index[axis]! < shape[axis]!) break
      from -= strides[axis]! * shape[axis]!
      index[axis] = 0
    }
  }
  return ordered
}
