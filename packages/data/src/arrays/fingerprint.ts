import * as tf from '@tensorflow/tfjs-core'
import { hexadecimal } from '../files/hash-of.ts'
import { Table } from '../table/table.ts'
import { isNdArray } from './nd-array.ts'
import { type Numeric, toTensor } from './to-tensor.ts'

/** Rows that {@link fingerprint} names, with their targets. */
export interface FingerprintData {
  /** Features `[rows, …]`; a list, or a record by name, for a model with several inputs. */
  x: Parts
  /** Targets `[rows, …]`; a list, or a record by name, for a model with several outputs. Defaults to none. */
  y?: Parts
}

type Parts = Numeric | readonly Numeric[] | Readonly<Record<string, Numeric>>

/**
 * Names a set of rows by a short text: the same rows get the same text, in whatever order they come, and any other value
 * gets another. Model cards and the experiment log name test sets with it, so that two figures can be compared.
 *
 * @returns 12 hexadecimal digits of a SHA-256 over the float32 values.
 * @throws RangeError when `x` and `y` have different numbers of rows.
 * @see Git, which names each state of a project in the same way
 * @example
 * ```ts
 * import { fingerprint } from '@dlw/data'
 *
 * const text = await fingerprint({ x: [[1, 2], [3, 4]], y: [0, 1] })
 * console.log(text === (await fingerprint({ x: [[3, 4], [1, 2]], y: [1, 0] }))) // → true
 * console.log(text.length) // → 12
 * ```
 */
export async function fingerprint({ x, y }: FingerprintData): Promise<string> {
  const { sha256 } = await import('@noble/hashes/sha2.js')
  const tensors = [...partsOf(x), ...(y === undefined ? [] : partsOf(y))].map(toTensor)
  try {
    const arrays = await Promise.all(tensors.map(async (tensor) => Float32Array.from(await tensor.data())))
    const shapes = tensors.map(({ shape }) => shape)
    const rows = shapes[0]![0]!
    if (shapes.some(([length]) => length !== rows)) {
      throw new RangeError(
        `fingerprint: expected as many targets as rows, received ${shapes.map(([length]) => length).join(' and ')}. Pass the targets of these rows.`,
      )
    }
    const digests = Array.from({ length: rows }, (_, row) => {
      const hash = sha256.create()
      for (const values of arrays) {
        const width = values.length / rows
        hash.update(new Uint8Array(values.buffer, row * width * 4, width * 4))
      }
      return hexadecimal(hash.digest())
    })
    const whole = sha256.create().update(new TextEncoder().encode(JSON.stringify(shapes)))
    for (const digest of digests.sort()) whole.update(new TextEncoder().encode(digest))
    return hexadecimal(whole.digest()).slice(0, 12)
  } finally {
    for (const tensor of tensors) tensor.dispose()
  }
}

/** One part, or the parts of a list or of a record, by name: rows of numbers are one part. */
function partsOf(data: Parts): readonly Numeric[] {
  if (Array.isArray(data)) {
    const isList = typeof data[0] === 'object' && !Array.isArray(data[0])
    return isList ? (data as readonly Numeric[]) : [data as Numeric]
  }
  const isOne = data instanceof Table || data instanceof tf.Tensor || ArrayBuffer.isView(data) || isNdArray(data)
  if (isOne) return [data as Numeric]
  return Object.entries(data as Readonly<Record<string, Numeric>>)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, part]) => part)
}
