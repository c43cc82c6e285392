import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { figureHead } from '../../figure/figure-head.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { trialColors } from '../../figure/trial-color.ts'
import { parallelPanel } from '../../panels/parallel-panel.ts'
import { parameterPanel } from '../../panels/parameter-panel.ts'
import type { ScoredTrial } from '../../panels/scored-trial.ts'
import { checkReach } from '../../statistics/check-reach.ts'
import { listWords } from '../../text/list-words.ts'

type Values = Readonly<Record<string, number | string | boolean | undefined>>

/** A trial of a search: its parameters, as `values` (from @dlw/train) or `parameters`, and its score. */
export type TrialLike = ({ values: Values } | { parameters: Values }) & {
  /** The score; missing (null, undefined or NaN) for a failed trial. */
  score?: number | null
}

/** Options of `trialsPlot`. */
export interface TrialsPlotOptions extends PlotOptions {
  /** Parameter to plot the score against, instead of showing all parameters. Defaults to none. */
  parameter?: string
  /** Label of the score. Defaults to `'score'`. */
  label?: string
  /** Whether low or high scores are better. Defaults to `'minimize'`. */
  direction?: 'minimize' | 'maximize'
}

/**
 * Draws the trials of a hyper-parameter search: one line per trial through its parameters to its score, or the score
 * against one parameter. Better trials are darker; the best one is drawn on top. Failed trials are left out; the
 * description says how many. A parameter that a trial did not use shows as a dash.
 *
 * @param trials Trials, for instance `trials` from the result of `tune` of @dlw/train.
 * @throws RangeError when no trial has a score or a parameter, or the parameter does not exist.
 * @see TensorBoard's HParams view, Optuna's `plot_parallel_coordinate`
 * @example
 * ```ts
 * import { trialsPlot } from '@dlw/viz'
 *
 * const trials = [
 *   { values: { units: 32, rate: 0.1 }, score: 1.4 },
 *   { values: { units: 64, rate: 0.3 }, score: 1.2 },
 * ]
 * trialsPlot(trials).querySelector('desc')?.textContent // → '2 trials; the best score is 1.2 with units 64, rate 0.3.'
 * ```
 */
export function trialsPlot(trials: readonly TrialLike[], options: TrialsPlotOptions = {}): SVGSVGElement {
  const { parameter, label = 'score', direction = 'minimize', document = createDocument() } = options
  const finished = trials.filter(({ score }) => Number.isFinite(score))
  checkReach(
    'trialsPlot',
    finished.map(({ score }) => score!),
  )
  const names = [...new Set(finished.flatMap((trial) => Object.keys(valuesOf(trial))))]
  if (finished.length === 0 || names.length === 0) {
    throw new RangeError(
      `trialsPlot: expected trials with parameters and a score, received ${trials.length} trials, ${finished.length} of them with a score and ${names.length} parameters. Look at why trials failed.`,
    )
  }
  const scored = finished.map((trial): ScoredTrial => {
    const values = valuesOf(trial)
    return {
      parameters: Object.fromEntries(
        names.map((name) => [name, drawable(Object.hasOwn(values, name) ? values[name] : undefined)]),
      ),
      score: trial.score!,
    }
  })
  if (parameter !== undefined && !names.includes(parameter)) {
    throw new RangeError(
      `trialsPlot: expected the name of a parameter, received parameter=${parameter}. The trials have ${names.join(', ')}.`,
    )
  }
  const sign = direction === 'minimize' ? 1 : -1
  const worstFirst = [...scored].sort((a, b) => sign * (b.score - a.score))
  const best = worstFirst.at(-1)!
  const count = scored.length
  const color = trialColors(count)
  const legend = [
    ...(count > 1 ? [{ label: 'worst', color: color(0) }] : []),
    ...(count > 2 ? [{ label: 'second best', color: color(count - 2) }] : []),
    { label: 'best', color: color(count - 1) },
  ]
  const width = options.width ?? (parameter === undefined ? Math.max(480, 150 * (names.length + 1)) : 560)
  const head = figureHead(options, width, { label: 'trial', entries: legend })
  const height = options.height ?? 340 + head.height
  checkSize('trialsPlot', width, height)
  const size = { document, width, height: height - head.height }
  // Thousands of trials would overlap: the best ones are drawn, and an even sample of the others.
  const every = Math.ceil(count / mostTrials)
  const drawn = worstFirst
    .map((trial, rank) => ({ ...trial, color: color(rank) }))
    .filter((_, rank) => rank >= count - mostTrials / 2 || rank % every === 0)
  const svg =
    parameter === undefined
      ? parallelPanel(drawn, { ...size, names, label })
      : parameterPanel(drawn, { ...size, parameter, label })
  const failed = trials.length - count
  const values = Object.entries(best.parameters).map(([name, value]) => `${name} ${value}`)
  const description =
    options.description ??
    `${count} trials; the best ${label} is ${shortNumber(best.score)} with ${listWords(values)}.` +
      `${failed > 0 ? ` ${failed} failed trials are left out.` : ''}` +
      `${drawn.length < count ? ` ${drawn.length} of them are drawn, the best ones among them.` : ''}`
  const name = parameter === undefined ? 'Trials' : `${label} against ${parameter}`
  return composeFigure({
    ...{ document, width, height, panels: [{ svg, x: 0, y: 0 }], head, name, description },
  })
}

const mostTrials = 2000

/** Converts a value for an axis: missing values become a dash, and non-finite or huge numbers become text. */
function drawable(value: number | string | boolean | undefined): number | string | boolean {
  if (value == null) return '–'
  return typeof value === 'number' && !(Math.abs(value) <= 1e307) ? String(value) : value
}

const valuesOf = (trial: TrialLike): Values => ('values' in trial ? trial.values : trial.parameters)
