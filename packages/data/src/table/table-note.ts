/** Something that a reader noticed or changed in a file. */
export interface TableNote {
  /**
   * Kind of note: a non-numeric cell in a numeric column (`notNumber`), integers too large for float64
   * (`largeInteger`), a column with an empty or duplicate name (`renamed`), a guessed separator (`separator`), an empty
   * last column (`trailingSeparator`), skipped lines (`skippedLines`), or characters lost in an earlier decoding
   * (`lostCharacters`).
   */
  kind: 'notNumber' | 'largeInteger' | 'renamed' | 'separator' | 'trailingSeparator' | 'skippedLines' | 'lostCharacters'
  /** Name of the column, if the note concerns one. */
  column?: string
  /** The text in question. */
  value?: string
  /** Line in the file, counted from 1. */
  line?: number
  /** Text of the note. */
  message: string
}
