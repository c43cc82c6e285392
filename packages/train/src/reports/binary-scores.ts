/** Scores of a binary classifier and the truth, one entry per row. */
export interface BinaryScores {
  /** 1 or true for the positive class, 0 or false for the other. */
  truth: ArrayLike<number | boolean>
  /** The higher, the more the model believes in the positive class. */
  scores: ArrayLike<number>
}

/** Checked scores: 1 for a positive row, and the rows from the highest score to the lowest. */
export interface RankedScores {
  truth: Uint8Array
  scores: Float64Array
  /** Row numbers, highest score first; equal scores in row order. */
  order: Uint32Array
  positives: number
  negatives: number
}

/**
 * Checks and copies the scores of a binary classifier.
 *
 * @throws RangeError when lengths differ, a truth is not 0 or 1, or a score is not finite.
 */
export function readBinaryScores(caller: string, binary: BinaryScores): { truth: Uint8Array; scores: Float64Array } {
  const { truth, scores } = binary ?? {}
  if (truth === undefined || scores === undefined || truth === null || scores === null) {
    throw new TypeError(
      `${caller}: expected an object with truth and scores, received ${Array.isArray(binary) ? 'a list' : 'another'}. Write ${caller}({ truth: [0, 1], scores: [0.2, 0.9] }).`,
    )
  }
  if (truth.length !== scores.length) {
    throw new RangeError(
      `${caller}: expected one score per true class, received ${scores.length} for ${truth.length}. Take both from the same rows.`,
    )
  }
  const positive = new Uint8Array(truth.length)
  for (let row = 0; row < truth.length; row++) {
    const label = truth[row]
    if (label !== 0 && label !== 1 && typeof label !== 'boolean') {
      throw new RangeError(
        `${caller}: expected truth as 0 or 1, received ${label} in row ${row}. Compare the labels with one class first.`,
      )
    }
    if (!Number.isFinite(scores[row])) {
      throw new RangeError(
        `${caller}: expected finite scores, received ${scores[row]} in row ${row}. Look at the model's predictions.`,
      )
    }
    positive[row] = Number(label)
  }
  return { truth: positive, scores: Float64Array.from(scores) }
}

/** Checks scores, and puts their rows in the order of a threshold that falls. */
export function rankScores(caller: string, binary: BinaryScores): RankedScores {
  const { truth, scores } = readBinaryScores(caller, binary)
  const order = Uint32Array.from(scores, (_, row) => row).sort((a, b) => scores[b]! - scores[a]! || a - b)
  const positives = truth.reduce((sum, label) => sum + label, 0)
  return { truth, scores, order, positives, negatives: truth.length - positives }
}

/**
 * Walks down the distinct scores: after each, calls `visit` with the rows so far that are positive and that are not.
 */
export function eachThreshold(
  { truth, scores, order }: RankedScores,
  visit: (threshold: number, truePositives: number, falsePositives: number) => void,
): void {
  let truePositives = 0
  for (let position = 0; position < order.length; position++) {
    const row = order[position]!
    truePositives += truth[row]!
    const next = order[position + 1]
    if (next !== undefined && scores[next] === scores[row]) continue
    visit(scores[row]!, truePositives, position + 1 - truePositives)
  }
}
