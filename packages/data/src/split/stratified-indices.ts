import type { Random } from '../random/create-random.ts'
import { type ClassIndices, membersOf } from './class-indices.ts'
import type { SplitIndices } from './split-options.ts'

interface StratifiedOptions {
  trainCount: number
  testCount: number
  random: Random
}

/** One draw of scikit-learn's StratifiedShuffleSplit. */
export function stratifiedIndices(
  found: ClassIndices,
  { trainCount, testCount, random }: StratifiedOptions,
): SplitIndices {
  const { classes } = found
  const members = membersOf(found)
  const lonely = members.findIndex((rows) => rows.length < 2)
  if (lonely >= 0) {
    throw new RangeError(
      `splitIndices: expected at least 2 rows of each class to stratify, received ${members[lonely]!.length} of class ${JSON.stringify(classes[lonely])}. Drop that class or do not stratify.`,
    )
  }
  const smaller = Math.min(trainCount, testCount)
  if (smaller < classes.length) {
    throw new RangeError(
      `splitIndices: expected room for each of ${classes.length} classes in both parts, received ${smaller} rows in one. Change testSize.`,
    )
  }
  const sizes = members.map((rows) => rows.length)
  const trainSizes = shares(sizes, trainCount, random)
  const testSizes = shares(
    sizes.map((size, place) => size - trainSizes[place]!),
    testCount,
    random,
  )
  const train: number[] = []
  const test: number[] = []
  for (const [place, rows] of members.entries()) {
    const shuffled = random.shuffle(rows)
    const middle = trainSizes[place]!
    const end = middle + testSizes[place]!
    for (let i = 0; i < middle; i++) train.push(shuffled[i]!)
    for (let i = middle; i < end; i++) test.push(shuffled[i]!)
  }
  return { train: random.shuffle(train), test: random.shuffle(test) }
}

/** Shares `draws` out by class size; what rounding leaves goes to the largest remainders, ties drawn at random. */
function shares(sizes: readonly number[], draws: number, random: Random): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const exact = sizes.map((size) => (size / total) * draws)
  const counts = exact.map(Math.floor)
  let left = draws - counts.reduce((sum, count) => sum + count, 0)
  const remainders = exact.map((value, place) => value - counts[place]!)
  for (const remainder of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (left === 0) break
    const tied = remainders.flatMap((value, place) => (value === remainder ? [place] : []))
    const chosen = random.shuffle(tied).slice(0, left)
    for (const place of chosen) counts[place]!++
    left -= chosen.length
  }
  return counts
}
