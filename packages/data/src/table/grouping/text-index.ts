import type { ValueCodes } from './number-index.ts'

/** Numbers the distinct texts of a column, and finds them in other columns. Missing values are equal to each other. */
export class TextIndex implements ValueCodes {
  readonly codes: Int32Array
  readonly firstRows: Int32Array
  readonly #numbers = new Map<string | null, number>()

  constructor(texts: readonly (string | null)[]) {
    const numbers = this.#numbers
    const codes = new Int32Array(texts.length)
    const firstRows = new Int32Array(texts.length)
    for (let row = 0; row < texts.length; row++) {
      const text = texts[row]!
      let number = numbers.get(text)
      if (number === undefined) {
        number = numbers.size
        numbers.set(text, number)
        firstRows[number] = row
      }
      codes[row] = number
    }
    this.codes = codes
    this.firstRows = firstRows.subarray(0, numbers.size)
  }

  /** Returns the number of each text, or -1 for one that the column does not have. */
  find(texts: readonly (string | null)[]): Int32Array {
    const found = new Int32Array(texts.length)
    for (let row = 0; row < texts.length; row++) found[row] = this.#numbers.get(texts[row]!) ?? -1
    return found
  }
}
