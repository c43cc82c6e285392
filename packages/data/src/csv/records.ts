import type { CodeUnits } from './code-units.ts'

/** Field boundaries of a text, record by record. */
export interface Records {
  text: string
  units: CodeUnits
  count: number
  /** Start and end of each field in the text, two numbers each. */
  bounds: Int32Array
  /** The first field of each record; one more entry than records. */
  firstField: Int32Array
  /** The line on which each record begins, counted from 1. */
  lines: Int32Array
  /** Unescaped values of fields whose text in the file has doubled quotes. */
  cleaned: Map<number, string>
  /** Position at which reading stopped, and the lines read so far. */
  end: number
  linesRead: number
  recordsRead: number
}

/** Returns the text of a field. */
export function fieldText({ text, bounds, cleaned }: Records, field: number): string {
  if (cleaned.size > 0) {
    const value = cleaned.get(field)
    if (value !== undefined) return value
  }
  return text.slice(bounds[2 * field]!, bounds[2 * field + 1]!)
}

/** Returns the texts of a record's fields. */
export function recordTexts(records: Records, record: number): string[] {
  const texts: string[] = []
  for (let field = records.firstField[record]!; field < records.firstField[record + 1]!; field++) {
    texts.push(fieldText(records, field))
  }
  return texts
}
