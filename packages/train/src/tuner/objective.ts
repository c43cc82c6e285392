/** What a search makes as small or as large as possible. */
export interface Objective {
  /** A name of the training's logs: `val_loss`, `val_accuracy`, … */
  name: string
  direction: 'min' | 'max'
}

const best: Record<Objective['direction'], RegExp> = {
  min: /(^|_)(loss|error|mse|mae|rmse|mape|msle|crossentropy|divergence|hinge|poisson|log_?cosh|huber)$/,
  max: /(^|_)(acc|accuracy|auc|precision|recall|f1|f1_score|r2|r2_score|cosine_similarity|iou)$/,
}

/**
 * An objective from its name: what a loss or an error is called is made small, an accuracy or score large.
 *
 * @throws RangeError when the name tells nothing.
 */
export function objectiveOf(objective: string | Objective, caller: string): Objective {
  if (typeof objective === 'object') return { name: objective.name, direction: objective.direction }
  const name = objective.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
  for (const direction of ['min', 'max'] as const) if (best[direction].test(name)) return { name: objective, direction }
  throw new RangeError(
    `${caller}: expected an objective that names its direction, received objective=${objective}. Give { name: '${objective}', direction: 'min' } or 'max'.`,
  )
}

/** Compares scores, the better one first. */
export function compareScores({ direction }: Objective): (a: number, b: number) => number {
  return direction === 'min' ? (a, b) => a - b : (a, b) => b - a
}
