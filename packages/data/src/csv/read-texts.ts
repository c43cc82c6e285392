import type { MissingValues } from './missing-values.ts'
import { fieldText, type Records } from './records.ts'

/** Where to read texts: a column of some records. */
export interface ReadTextsOptions {
  /** Index in each record. */
  column: number
  /** The records that are rows, in order. */
  rows: Int32Array
  missing: MissingValues
}

/** Reads one column of records as text, null for missing values. Equal texts are one string, unless most differ. */
export function readTexts(records: Records, { column, rows, missing }: ReadTextsOptions): (string | null)[] {
  const { firstField } = records
  const values = new Array<string | null>(rows.length)
  const pool = new TextPool(records, missing.texts)
  for (let row = 0; row < values.length; row++) {
    const record = rows[row]!
    const field = firstField[record]! + column
    values[row] = field < firstField[record + 1]! ? pool.textOf(field) : null
  }
  return values
}

const slots = 1 << 17

/** Strings of fields by their content, which is compared in the file's text: a repeated value needs no new string. */
class TextPool {
  readonly #records: Records
  readonly #missing: ReadonlySet<string>
  readonly #fields = new Int32Array(slots).fill(-1)
  readonly #values = new Array<string | null>(slots)
  #size = 0
  #asked = 0

  constructor(records: Records, missing: ReadonlySet<string>) {
    this.#records = records
    this.#missing = missing
  }

  /** Returns the text of a field, or null if it stands for a missing value. */
  textOf(field: number): string | null {
    const { bounds, cleaned, units } = this.#records
    const start = bounds[2 * field]!
    const length = bounds[2 * field + 1]! - start
    if (length > 100 || cleaned.has(field) || !this.#pays()) return this.#read(field)
    let hash = length
    for (let place = start; place < start + length; place++) hash = Math.imul(hash ^ units[place]!, 0x01000193)
    let slot = (hash ^ (hash >>> 15)) & (slots - 1)
    for (; ; slot = (slot + 1) & (slots - 1)) {
      const known = this.#fields[slot]!
      if (known < 0) break
      if (this.#isSame(known, start, length)) return this.#values[slot]!
    }
    this.#fields[slot] = field
    this.#size++
    const text = this.#read(field)
    this.#values[slot] = text
    return text
  }

  /** While there is room, and unless most of many texts were new. */
  #pays(): boolean {
    this.#asked++
    return 2 * this.#size < slots && (this.#asked < 4096 || 2 * this.#size < this.#asked)
  }

  #isSame(field: number, start: number, length: number): boolean {
    const { bounds, units } = this.#records
    const other = bounds[2 * field]!
    if (bounds[2 * field + 1]! - other !== length) return false
    for (let place = 0; place < length; place++) if (units[other + place] !== units[start + place]) return false
    return true
  }

  #read(field: number): string | null {
    const text = fieldText(this.#records, field)
    return this.#missing.has(text) ? null : text
  }
}
