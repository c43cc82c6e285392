import { createRandom } from '@dlw/data'

/** Pairs of rows: which is compared with which, and whether both are of one class. */
export interface Pairs {
  /** Two lists of rows of features, `[pairs, features]` each. */
  x: [number[][], number[][]]
  /** 1 for a pair of one class, −1 for a pair of two. */
  y: number[]
}

/** Draws as many pairs of one class as of two, seeded. */
export function drawPairs(
  rows: readonly number[][],
  labels: readonly string[],
  { count, seed }: { count: number; seed: number },
): Pairs {
  const random = createRandom(seed)
  const pick = (wanted: (row: number) => boolean): number => {
    for (;;) {
      const row = random.integer(0, rows.length)
      if (wanted(row)) return row
    }
  }
  const pairs: Pairs = { x: [[], []], y: [] }
  for (let pair = 0; pair < count; pair += 1) {
    const first = pick(() => true)
    const isSame = pair % 2 === 0
    const second = pick((row) => row !== first && (labels[row] === labels[first]) === isSame)
    pairs.x[0].push(rows[first]!)
    pairs.x[1].push(rows[second]!)
    pairs.y.push(isSame ? 1 : -1)
  }
  return pairs
}
