/** Throws unless a batch size, if one is given, is a positive whole number. */
export function expectBatchSize(caller: string, batchSize: number | undefined): void {
  if (batchSize === undefined || (Number.isSafeInteger(batchSize) && batchSize > 0)) return
  throw new RangeError(
    `${caller}: expected a positive whole number, received batchSize=${batchSize}. Leave it out to take as many rows as fit.`,
  )
}
