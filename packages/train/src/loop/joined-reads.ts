import type { ReadOutput } from './step/train-step.ts'

/** Rows that were read in several parts as one; a single part as it is. */
export function joinedReads(parts: readonly ReadOutput[]): ReadOutput {
  const first = parts[0]!
  if (parts.length === 1) return first
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0))
  let from = 0
  for (const part of parts) {
    values.set(part.values, from)
    from += part.values.length
  }
  const rows = parts.reduce((sum, { shape }) => sum + shape[0]!, 0)
  return { values, shape: [rows, ...first.shape.slice(1)] }
}
