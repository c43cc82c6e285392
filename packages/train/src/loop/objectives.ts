import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Loss, Metric } from '../losses/loss.ts'
import { type LossName, lossNames, namedLoss } from '../losses/named-losses.ts'
import { type MetricName, metricNames, namedMetric } from '../metrics/named-metrics.ts'
import { entriesByName, holdsNames, type PerOutput } from './per-output.ts'

/** A metric by name, or a function. */
export type MetricChoice = MetricName | Metric

/** The metrics of one output: one, or a list. */
export type OutputMetrics = MetricChoice | readonly MetricChoice[]

/** The losses to minimise: one for every output, or an entry for each. */
export type LossChoice = LossName | Loss | PerOutput<LossName | Loss>

/** The losses of a model's outputs; undefined for an output that is not trained. */
export function lossesOf(model: LayersModel, choice: LossChoice): (Loss | undefined)[] {
  const names = model.outputNames
  const losses = entriesOf(choice, names).map((loss) => (loss === undefined ? undefined : lossOf(loss)))
  if (losses.some((loss) => loss !== undefined)) return losses
  throw new RangeError(`compile: expected a loss for at least one of the outputs ${names.join(', ')}, received none.`)
}

function entriesOf(choice: LossChoice, names: readonly string[]): (LossName | Loss | undefined)[] {
  if (holdsNames<LossName | Loss>(choice)) {
    const entries = entriesByName(choice, { caller: 'compile', what: 'losses', names })
    const missing = names.find((name) => !Object.hasOwn(choice, name))
    if (missing === undefined) return entries
    throw new RangeError(
      `compile: expected a loss for each of the outputs ${names.join(', ')}, received none for ${missing}. Give null for an output that is not trained.`,
    )
  }
  if (!Array.isArray(choice)) return names.map(() => choice as LossName | Loss)
  const list = choice as readonly (LossName | Loss | null)[]
  if (list.length === 1) return names.map(() => list[0] ?? undefined)
  if (list.length === names.length) return list.map((loss) => loss ?? undefined)
  throw new RangeError(
    `compile: expected one loss, or one for each of the ${names.length} outputs, received ${list.length} losses.`,
  )
}

function lossOf(loss: LossName | Loss): Loss {
  const found = typeof loss === 'function' ? loss : namedLoss(loss)
  if (found) return found
  throw new RangeError(
    `compile: expected a known loss, received loss=${loss}. Known: ${lossNames.join(', ')}; or give a function.`,
  )
}

/** How much the loss of each output counts: 1 where nothing is said. */
export function lossWeightsOf(
  model: LayersModel,
  choice: readonly number[] | Readonly<Record<string, number>> | undefined,
): number[] {
  const names = model.outputNames
  if (choice === undefined) return names.map(() => 1)
  const given = holdsNames<number>(choice)
    ? entriesByName(choice, { caller: 'compile', what: 'lossWeights', names }).map((weight) => weight ?? 1)
    : [...choice]
  if (given.length !== names.length) {
    throw new RangeError(
      `compile: expected one of lossWeights for each of the outputs ${names.join(', ')}, received ${given.length}.`,
    )
  }
  const wrong = given.find((weight) => !(weight >= 0 && weight < Infinity))
  if (wrong === undefined) return given
  throw new RangeError(`compile: expected lossWeights of at least 0, received ${wrong}.`)
}

/** The metrics of each output. */
export function metricsOf(
  model: LayersModel,
  choice: readonly (OutputMetrics | null)[] | Readonly<Record<string, OutputMetrics | null>>,
): Metric[][] {
  const names = model.outputNames
  const listed = (entry: OutputMetrics | null | undefined): Metric[] =>
    entry === null || entry === undefined ? [] : [entry].flat().map((one) => metricOf(one as MetricChoice))
  if (holdsNames<OutputMetrics>(choice)) {
    return entriesByName(choice, { caller: 'compile', what: 'metrics', names }).map(listed)
  }
  if (names.length === 1) return [choice.flatMap(listed)]
  if (choice.length === names.length) return choice.map(listed)
  if (choice.length <= 1) return names.map(() => choice.flatMap(listed))
  throw new RangeError(
    `compile: expected metrics as a list with an entry for each of the outputs ${names.join(', ')}, received ${choice.length}. Give a list of lists, or an object by name: { ${names[0]}: […] }.`,
  )
}

function metricOf(metric: MetricChoice): Metric {
  const found = typeof metric === 'function' ? metric : namedMetric(metric)
  if (found) return found
  throw new RangeError(
    `compile: expected known metrics, received ${String(metric)}. Known: ${metricNames.join(', ')}; or give a function.`,
  )
}
