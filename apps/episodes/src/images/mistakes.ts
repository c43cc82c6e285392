import type { ConfusionMatrix } from '@dlw/train'

/** One kind of mistake: how often pictures of one class were taken for another. */
export interface Mistake {
  truth: string
  prediction: string
  count: number
}

/** The most frequent mistakes of a confusion matrix, most frequent first. */
export function mostConfused({ classes, counts }: ConfusionMatrix, limit = 5): Mistake[] {
  return counts
    .flatMap((row, truth) =>
      row.map((count, prediction) => ({ truth: classes[truth]!, prediction: classes[prediction]!, count })),
    )
    .filter(({ truth, prediction, count }) => truth !== prediction && count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, limit)
}

/** The cross-entropy of each row of logits, given the class number it should have said. */
export function lossesOf(logits: readonly (readonly number[])[], labels: ArrayLike<number>): number[] {
  return logits.map((row, index) => {
    const largest = Math.max(...row)
    const sum = row.reduce((total, logit) => total + Math.exp(logit - largest), 0)
    return Math.log(sum) + largest - row[labels[index]!]!
  })
}
