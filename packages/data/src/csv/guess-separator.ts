import { type CodeUnits, codeUnits } from './code-units.ts'
import { type Dialect, splitRecords } from './split-records.ts'

/** Guesses the separator: a comma, or another one of which every first line has the same number while commas vary. */
export function guessSeparator(text: string, dialect: Omit<Dialect, 'separator'>): string {
  // A prefix of a long text; its last line may be truncated.
  const sample = text.slice(0, 100_000)
  const final = sample.length === text.length
  const units = codeUnits(sample)
  let guess = ','
  let most = 1
  for (const separator of [',', ';', '\t', '|']) {
    const width = commonWidth(sample, { ...dialect, separator }, { final, units })
    if (separator === ',' && width > 1) return ','
    if (width > most) {
      guess = separator
      most = width
    }
  }
  return guess
}

/** Returns the number of fields of every record, or 0 if it varies. */
function commonWidth(text: string, dialect: Dialect, options: { final: boolean; units: CodeUnits }): number {
  try {
    const { count, firstField } = splitRecords(text, dialect, { ...options, maxRecords: 50 })
    const width = count > 0 ? firstField[1]! - firstField[0]! : 0
    for (let record = 1; record < count; record++) {
      if (firstField[record + 1]! - firstField[record]! !== width) return 0
    }
    return width
  } catch {
    return 0
  }
}
