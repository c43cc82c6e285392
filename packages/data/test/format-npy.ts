import type { NdArray } from '../src/arrays/nd-array.ts'

/** The content of a `.npy` file, padded as NumPy does, with values of int32 or int64. */
export function formatNpy({ shape, data }: NdArray, type: '<i4' | '<i8' = '<i4'): Uint8Array {
  const dictionary = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`
  const length = Math.ceil((dictionary.length + 11) / 64) * 64 - 10
  const header = Buffer.from(
    `\x93NUMPY\x01\x00${String.fromCharCode(length & 255, length >> 8)}${dictionary.padEnd(length - 1)}\n`,
    'latin1',
  )
  const values = type === '<i4' ? Int32Array.from(data) : BigInt64Array.from(data as ArrayLike<number> as never, BigInt)
  return Buffer.concat([header, Buffer.from(values.buffer)])
}
