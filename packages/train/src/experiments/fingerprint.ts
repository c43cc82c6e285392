import { type Numeric, toTensor } from '@dlw/data'
import type { LabelledData } from '../rows/labelled-data.ts'

/**
 * A short text that tells test sets apart: the same rows give the same, in whatever order, any other value another.
 *
 * @param data Rows with their targets, of one input and one output.
 * @returns 12 hexadecimal digits of a SHA-256.
 */
export async function fingerprint({ x, y }: LabelledData): Promise<string> {
  const { createHash } = await import('node:crypto')
  const parts = [x, y].map((part) => toTensor(part as Numeric))
  const arrays = await Promise.all(parts.map(async (tensor) => Float32Array.from(await tensor.data())))
  const rows = parts[0]!.shape[0]!
  const shapes = JSON.stringify(parts.map(({ shape }) => shape))
  for (const tensor of parts) tensor.dispose()
  const digests = Array.from({ length: rows }, (_, row) => {
    const hash = createHash('sha256')
    for (const values of arrays) {
      const width = values.length / rows
      hash.update(new Uint8Array(values.buffer, row * width * 4, width * 4))
    }
    return hash.digest('hex')
  })
  return createHash('sha256').update(shapes).update(digests.sort().join('')).digest('hex').slice(0, 12)
}
