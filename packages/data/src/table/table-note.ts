/** Something that a reader noticed in a file, or changed: nothing happens in silence. */
export interface TableNote {
  /**
   * What it is: a cell that is no number in a column of numbers (`notNumber`), integers too large for numbers
   * (`largeInteger`), a column without a name or with one that comes twice (`renamed`), a separator that was guessed
   * (`separator`), an empty last column (`trailingSeparator`), lines left out (`skippedLines`), or characters that were
   * lost before the text was read (`lostCharacters`).
   */
  kind: 'notNumber' | 'largeInteger' | 'renamed' | 'separator' | 'trailingSeparator' | 'skippedLines' | 'lostCharacters'
  /** The column, where it is about one. */
  column?: string
  /** The text in question. */
  value?: string
  /** Its line in the file, counted from 1. */
  line?: number
  /** The note as a sentence. */
  message: string
}
