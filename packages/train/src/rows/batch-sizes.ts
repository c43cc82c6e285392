/** The rows of each batch of an epoch: all full but perhaps the last. */
export function batchSizes(rows: number, batchSize: number): number[] {
  const steps = Math.ceil(rows / batchSize)
  return Array.from({ length: steps }, (_, step) => Math.min(batchSize, rows - step * batchSize))
}
