import { type Dialect, splitRecords } from './split-records.ts'

/**
 * The separator of a text: a comma, or what the first lines have equally many of where they have no common number of
 * commas.
 */
export function guessSeparator(text: string, dialect: Omit<Dialect, 'separator'>): string {
  // A part of a long text; its last line may be cut.
  const sample = text.slice(0, 100_000)
  const final = sample.length === text.length
  let guess = ','
  let most = 1
  for (const separator of [',', ';', '\t', '|']) {
    const width = commonWidth(sample, { ...dialect, separator }, final)
    if (separator === ',' && width > 1) return ','
    if (width > most) {
      guess = separator
      most = width
    }
  }
  return guess
}

/** How many fields every record has, or 0 where they differ. */
function commonWidth(text: string, dialect: Dialect, final: boolean): number {
  try {
    const { count, firstField } = splitRecords(text, dialect, { final, maxRecords: 50 })
    const width = count > 0 ? firstField[1]! - firstField[0]! : 0
    for (let record = 1; record < count; record++) {
      if (firstField[record + 1]! - firstField[record]! !== width) return 0
    }
    return width
  } catch {
    return 0
  }
}
