import { expectInteger, expectNumber } from '@dlw/data/arguments'
import { compareScores } from '../run/objective.ts'
import type { Trial } from '../run/trial.ts'
import type { Proposal, SearchTask, Strategy } from './strategy.ts'
import { unseenValues } from './unseen-values.ts'

/** Options of {@link hyperband}. */
export interface HyperbandOptions {
  /** Each round keeps about one in `factor` trials and gives it `factor` times the epochs. At least 2. Defaults to 3. */
  factor?: number
  /** How often to go through all brackets, each time with new values. Defaults to 1. */
  iterations?: number
}

/** One round of a bracket: how many trials train how many epochs. */
export interface HyperbandRound {
  bracket: number
  round: number
  trials: number
  epochs: number
}

/**
 * Trains many combinations for a few epochs and lets the best of them go on: brackets from the most impatient, whose
 * first round trains one epoch or so, to plain random search with all `epochs`.
 *
 * A trial of a later round trains from the beginning, with the seed of the trial it goes on from, and so repeats its
 * epochs digit for digit: nothing but the values needs to be kept or sent to another machine.
 *
 * @throws RangeError when `factor` or `iterations` is out of range.
 * @see keras_tuner `Hyperband`, which goes on from weights on disk
 * @example
 * ```ts
 * import { decimal, hyperband, search } from '@dlw/train/tuner'
 *
 * const { trials } = await search(({ x }, { epochs }) => x / epochs, {
 *   space: { x: decimal({ min: 0, max: 1 }) },
 *   strategy: hyperband(),
 *   direction: 'min',
 *   epochs: 9,
 *   seed: 0,
 * })
 * console.log(trials.length) // → 23
 * ```
 */
export function hyperband({ factor = 3, iterations = 1 }: HyperbandOptions = {}): Strategy {
  expectNumber('hyperband', 'factor', factor, { min: 2, advice: 'Pass for example 3.' })
  expectInteger('hyperband', 'iterations', iterations, { advice: 'Pass for example 1.' })
  return {
    name: 'hyperband',
    settings: { factor, iterations },
    propose(history, task) {
      for (let iteration = 0; iteration < iterations; iteration++) {
        for (const rounds of brackets(task.epochs, factor)) {
          const proposal = proposeIn(rounds, iteration, history, task)
          if (proposal) return proposal
        }
      }
      return undefined
    },
  }
}

function proposeIn(
  rounds: readonly HyperbandRound[],
  iteration: number,
  history: readonly Trial[],
  task: SearchTask,
): Proposal | 'wait' | undefined {
  let previous: Trial[] = []
  for (const { bracket, round, trials, epochs } of rounds) {
    const isHere = ({ hyperband: place }: Trial): boolean =>
      place?.iteration === iteration && place.bracket === bracket && place.round === round
    const here = history.filter(isHere)
    if (round === 0 && here.length < trials) {
      const tried = history.filter(({ hyperband: place }) => place?.round === 0)
      const values = unseenValues(
        task,
        tried.map((trial) => trial.values),
      )
      if (values) return { values, epochs, hyperband: { iteration, bracket, round } }
    }
    if (round > 0 && here.length < Math.min(trials, previous.length)) {
      if (previous.some(({ status }) => status === 'running')) return 'wait'
      const { id: from, values } = ranked(previous, task)[here.length]!
      return { values, epochs, hyperband: { iteration, bracket, round, from } }
    }
    previous = here
  }
  return undefined
}

/** The better first; those without a score last. */
function ranked(trials: readonly Trial[], { objective }: SearchTask): Trial[] {
  const compare = compareScores(objective)
  const scored = trials.filter(({ score }) => score !== undefined).sort((a, b) => compare(a.score!, b.score!))
  return [...scored, ...trials.filter(({ score }) => score === undefined)]
}

/**
 * The brackets of a hyperband, the most impatient first: which trials train how long.
 *
 * @param epochs What a trial trains at most.
 */
export function brackets(epochs: number, factor: number): HyperbandRound[][] {
  let count = 0
  for (let rest = epochs; rest >= 1; rest /= factor) count++
  // Logarithms of powers miss their whole number by a last digit.
  const lastTrials = Math.ceil(1 + Math.log(epochs) / Math.log(factor) - 1e-9)
  return Array.from({ length: count }, (_, index) => {
    const bracket = count - 1 - index
    return Array.from({ length: bracket + 1 }, (__, round) => ({
      bracket,
      round,
      trials: Math.ceil((lastTrials / (bracket + 1)) * factor ** (bracket - round)),
      epochs: Math.ceil(epochs / factor ** (bracket - round)),
    }))
  })
}
