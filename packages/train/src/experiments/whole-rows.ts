/** How much of a log is whole. */
export interface WholeRows {
  /** The bytes of the whole rows. */
  length: number
  /** Whether the last whole row lacks only its line break. */
  lacksBreak: boolean
}

const [quote, comma, lineBreak] = [0x22, 0x2c, 0x0a]

/** Finds where the last whole row of a CSV file ends: a crash may have cut off one that was being written. */
export function wholeRows(bytes: Uint8Array, columns: number): WholeRows {
  let length = 0
  let cells = 1
  let isQuoted = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === quote) isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (byte === comma) cells++
    else if (byte === lineBreak) {
      length = at + 1
      cells = 1
    }
  }
  // Every row ends with a text in quotes: closed quotes mean that the last cell is whole.
  const lacksBreak = length < bytes.length && !isQuoted && cells === columns && bytes.at(-1) === quote
  return { length: lacksBreak ? bytes.length : length, lacksBreak }
}
