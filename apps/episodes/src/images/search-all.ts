import { formatTrials } from '@dlw/train/tuner'
import { linePlot, trialsPlot } from '@dlw/viz'
import type { RunContext } from '../run-context.ts'
import type { NetworkOptions } from './network-options.ts'
import { dropoutCurve, gridOne, gridTwo, type SearchData } from './searches.ts'

/** How to search, and where to show what was found. */
export interface SearchAllOptions extends NetworkOptions {
  /** The epochs to train, given those of the lesson. */
  long: (epochs: number) => number
  context: Pick<RunContext, 'say' | 'print' | 'figure'>
}

/** The lesson's three searches, one after another. The caller disposes the best model. */
export async function searchAll(data: SearchData, { long, context, ...options }: SearchAllOptions) {
  context.say('How much dropout? Six networks, each trained until it no longer improves.')
  const curve = await dropoutCurve(data, { ...options, epochs: long(30) })
  const rates = curve.trials.map(({ values, score }) => ({ rate: values.rate, validationLoss: score! }))
  await context.figure('dropout-rates', 'Best validation loss for each dropout rate', () =>
    linePlot(
      { 'validation loss': rates.map(({ validationLoss }) => validationLoss) },
      { x: rates.map(({ rate }) => rate), xLabel: 'Dropout rate' },
    ),
  )
  const one = await gridOne(data, { ...options, epochs: long(20) })
  context.print('grid-one', formatTrials(one))
  await context.figure('grid-one', 'First search: blocks and dropout', () =>
    trialsPlot(one.trials, { label: 'validation loss' }),
  )
  const two = await gridTwo(data, { ...options, epochs: long(20) })
  context.print('grid-two', formatTrials(two))
  await context.figure('grid-two', 'Second search: kernel size and activation', () =>
    trialsPlot(two.trials, { label: 'validation loss' }),
  )
  return {
    dropoutCurve: rates,
    dropoutBest: { rate: curve.best.values.rate, validationLoss: curve.best.score! },
    gridOne: found(one),
    gridTwo: found(two),
    bestModel: await two.bestModel(),
  }
}

/** What the numbers of the episode keep of a search. */
function found<V>({ trials, best }: { trials: readonly Found<V>[]; best: Found<V> }) {
  return { trials: trials.map(kept), best: kept(best) }
}

interface Found<V> {
  id: string
  values: V
  score?: number | undefined
}

const kept = <V>({ id, values, score }: Found<V>) => ({ id, values, score })
