import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { CompileOptions } from '../loop/compile.ts'
import type { LossChoice } from '../loop/objectives.ts'
import type { Loss, Metric } from '../losses/loss.ts'
import { originOf } from '../losses/named.ts'
import { lossNames, namedLoss } from '../losses/named-losses.ts'
import { type MetricName, metricNames, namedMetric } from '../metrics/named-metrics.ts'
import { withName } from '../metrics/with-name.ts'
import { camelCase, type KerasObject, ourName } from './names.ts'
import { metricSettings } from './objectives-to-keras.ts'

/** Keras's short forms that are not ours. */
const aliases: Readonly<Record<string, string>> = {
  bce: 'binaryCrossentropy',
  kld: 'klDivergence',
  kullback_leibler_divergence: 'klDivergence',
}
/** Settings that say nothing, and the values of others at which they do. */
const idle = new Set(['name', 'dtype'])
const neutral: Readonly<Record<string, unknown>> = {
  reduction: 'sum_over_batch_size',
  axis: -1,
  summation_method: 'interpolation',
}

/** The losses of a Keras configuration: one, or one for each output. */
export function lossesFromKeras(loss: unknown): LossChoice {
  const one = (value: unknown): Loss => {
    const { name, options } = described('loss', value)
    const known = ourName(aliases[name] ?? name, lossNames)
    if (!known) throw unknown('loss', name)
    return made('loss', namedLoss(known, options)!, options)
  }
  const orNull = (value: unknown): Loss | null => (value === null || value === undefined ? null : one(value))
  if (Array.isArray(loss)) return loss.map(orNull)
  return isByOutput(loss) ? mapped(loss, orNull) : one(loss)
}

/** The metrics of a Keras configuration; with several outputs those of each. */
export function metricsFromKeras(metrics: unknown, model: LayersModel): NonNullable<CompileOptions['metrics']> {
  const one = (value: unknown): MetricName | Metric => {
    const { name, options, shown } = described('metric', value, true)
    if (name === 'accuracy' || name === 'acc') return namedMetric(name)!
    const known = ourName(aliases[name] ?? name, metricNames)
    if (!known) throw unknown('metric', name)
    const metric = made('metric', namedMetric(known, options)!, options)
    return shown === undefined || shown === metric.name ? metric : withName(metric, shown)
  }
  const list = (value: unknown): (MetricName | Metric)[] => [value ?? []].flat().map(one)
  if (isByOutput(metrics)) return mapped(metrics, list)
  const entries: unknown[] = [metrics ?? []].flat()
  return model.outputs.length === 1 ? entries.flat().map(one) : entries.map(list)
}

/** How much the loss of each output counts. */
export function lossWeightsFromKeras(weights: unknown): CompileOptions['lossWeights'] {
  if (weights === null || weights === undefined) return undefined
  return typeof weights === 'number' ? [weights] : (weights as number[] | Record<string, number>)
}

const mapped = <To>(entries: Record<string, unknown>, to: (value: unknown) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, to(value)]))

const isByOutput = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('class_name' in value)

interface Description {
  name: string
  options?: Record<string, unknown>
  /** The name in logs, where it is given. */
  shown?: string
}

/** A name, a function of Keras, or an object with settings. */
function described(kind: string, value: unknown, isMetric = false): Description {
  if (typeof value === 'string') return { name: value }
  const { class_name: className, config } = (value ?? {}) as Partial<KerasObject>
  if (className === 'function' && typeof config === 'string') return { name: config }
  if (typeof className !== 'string' || typeof config !== 'object' || config === null)
    throw unknown(kind, JSON.stringify(value))
  const settings = metricSettings[camelCase(className).toLowerCase()] ?? {}
  const ours = new Map(Object.entries(settings).map(([own, keras]) => [keras, own]))
  const options: Record<string, unknown> = {}
  for (const [key, setting] of Object.entries(config)) {
    if (idle.has(key) || setting === null || setting === false || setting === 0 || neutral[key] === setting) continue
    options[ours.get(key) ?? camelCase(key)] = setting
  }
  return { name: className, options, ...(isMetric && typeof config.name === 'string' && { shown: config.name }) }
}

/** What was made, once it is sure that it took all settings. */
function made<Kind extends Loss | Metric>(kind: string, body: Kind, options: Description['options'] = {}): Kind {
  const taken = originOf(body)!.settings
  const foreign = Object.keys(options).find((option) => taken[option] !== options[option])
  if (foreign === undefined) return body
  throw unknown(kind, `${body.name} with ${foreign}=${JSON.stringify(options[foreign])}`)
}

function unknown(kind: string, received: string): RangeError {
  return new RangeError(
    `compileFromKeras: expected a supported ${kind}, received ${kind}=${received}. Load the model without its compilation, and compile it yourself.`,
  )
}
