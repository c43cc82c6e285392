import { directionOf } from '../../callbacks/direction.ts'

/** What a search makes as small or as large as possible. */
export interface Objective {
  /** A name of the training's logs: `val_loss`, `val_accuracy`, … */
  name: string
  direction: 'min' | 'max'
}

/**
 * An objective from its name: what a loss or an error is called is made small, an accuracy or score large.
 *
 * @throws RangeError when the name does not tell.
 */
export function objectiveOf(objective: string | Objective, caller: string): Objective {
  if (typeof objective === 'object') return { name: objective.name, direction: objective.direction }
  const direction = directionOf(objective)
  if (direction !== undefined) return { name: objective, direction: direction > 0 ? 'max' : 'min' }
  throw new RangeError(
    `${caller}: expected an objective that names its direction, received objective=${objective}. Give { name: '${objective}', direction: 'min' } or 'max'.`,
  )
}

/**
 * The objectives of a search, where there are several.
 *
 * @throws RangeError for fewer than two, or a name that occurs twice.
 */
export function objectivesOf(objectives: readonly (string | Objective)[], caller: string): Objective[] {
  const list = objectives.map((objective) => objectiveOf(objective, caller))
  const names = list.map(({ name }) => name)
  if (list.length < 2 || new Set(names).size < list.length) {
    throw new RangeError(
      `${caller}: expected at least two objectives and none twice, received objectives=${names.join(', ')}. Use ${caller === 'tune' ? 'objective' : 'direction'} for one.`,
    )
  }
  return list
}

/** Compares scores, the better one first. */
export function compareScores({ direction }: Objective): (a: number, b: number) => number {
  return direction === 'min' ? (a, b) => a - b : (a, b) => b - a
}
