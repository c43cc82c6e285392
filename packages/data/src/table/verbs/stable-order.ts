import { type Column, isNumeric } from '../column.ts'

/** Radix: the digits of a key are 16 bits each. */
const digits = 1 << 16

/**
 * Sorts rows by a column, and leaves rows of equal values in the order in which they were: a radix sort, in time
 * proportional to the rows. Missing values come last.
 */
export function stableOrder(rows: Uint32Array, column: Column, descending: boolean): Uint32Array {
  const words = isNumeric(column) ? numberWords(column, descending) : [textRanks(column, descending)]
  let from = rows
  let to: Uint32Array = new Uint32Array(rows.length)
  for (const word of words) {
    for (const shift of [0, 16]) {
      if (passBy(word, shift, from, to)) [from, to] = [to, from]
    }
  }
  return from
}

/** One pass by 16 bits of the keys; false where all are equal, so that nothing moves. */
function passBy(word: Uint32Array, shift: number, from: Uint32Array, to: Uint32Array): boolean {
  const starts = new Uint32Array(digits + 1)
  for (let i = 0; i < from.length; i++) starts[((word[from[i]!]! >>> shift) & 0xffff) + 1]!++
  for (let digit = 0; digit < digits; digit++) {
    if (starts[digit + 1] === from.length) return false
    starts[digit + 1]! += starts[digit]!
  }
  for (let i = 0; i < from.length; i++) {
    const row = from[i]!
    to[starts[(word[row]! >>> shift) & 0xffff]!++] = row
  }
  return true
}

/** The lower and the upper half of keys that are in the order of the numbers. */
function numberWords(column: Float64Array, descending: boolean): [low: Uint32Array, high: Uint32Array] {
  // 0 and -0 are equal.
  const bits = new Uint32Array(column.map((value) => value + 0).buffer)
  const low = new Uint32Array(column.length)
  const high = new Uint32Array(column.length)
  for (let row = 0; row < column.length; row++) {
    if (Number.isNaN(column[row])) {
      low[row] = high[row] = 0xffffffff
      continue
    }
    const upper = bits[2 * row + 1]!
    // The bits of positive numbers grow with them, those of negative ones shrink.
    const negative = upper >>> 31 === 1
    const flip = negative !== descending ? 0xffffffff : 0
    low[row] = bits[2 * row]! ^ flip
    high[row] = upper ^ (negative ? (descending ? 0x00000000 : 0xffffffff) : descending ? 0x7fffffff : 0x80000000)
  }
  return [low, high]
}

/** The place of each text among all texts in order of their code units. */
function textRanks(column: readonly (string | null)[], descending: boolean): Uint32Array {
  const texts = [...new Set(column.filter((text) => text !== null))].sort()
  const ranks = new Map(texts.map((text, rank) => [text, descending ? texts.length - 1 - rank : rank]))
  return Uint32Array.from(column, (text) => (text === null ? 0xffffffff : ranks.get(text)!))
}
