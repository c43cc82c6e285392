import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Loss, Metric } from '../losses/loss.ts'
import { namedLoss } from '../losses/named-losses.ts'
import { namedMetric } from '../metrics/named-metrics.ts'
import { holdsNames } from './per-output.ts'

/** How a model trains: what {@link compile} left in it. */
export interface Compilation {
  optimizer: tf.Optimizer
  /** One per output of the model; undefined for an output that is not trained. */
  losses: (Loss | undefined)[]
  /** How much the loss of each output counts. */
  lossWeights: number[]
  /** Those of each output. */
  metrics: Metric[][]
}

/** What was compiled, and what shows that nobody has compiled the model in another way since. */
const compilations = new WeakMap<LayersModel, { compiled: Compilation; loss: unknown }>()

/** Compiles a model for TensorFlow.js, whose `model.fit` minimises the same, and remembers how. */
export function keepCompilation(model: LayersModel, compiled: Compilation): void {
  const { optimizer, losses, lossWeights, metrics } = compiled
  const none: Loss = (_, yPred) => tf.zeros([yPred.shape[0]!])
  const weighted = losses.map((loss, index): Loss => {
    const weight = lossWeights[index]!
    if (!loss) return none
    return weight === 1 ? loss : (yTrue, yPred) => tf.mul(loss(yTrue, yPred), weight)
  })
  const isOne = losses.length === 1
  model.compile({
    optimizer,
    loss: isOne || weighted.every((loss) => loss === weighted[0]) ? weighted[0]! : weighted,
    metrics: isOne
      ? metrics[0]!
      : (Object.fromEntries(model.outputNames.map((name, index) => [name, metrics[index]!])) as never),
  })
  compilations.set(model, { compiled, loss: model.loss })
}

/** Reads how a model was compiled, by our `compile` or by `model.compile`. */
export function compilation(model: LayersModel, caller: string): Compilation {
  const { loss, metrics } = model as unknown as { loss?: unknown; metrics?: unknown }
  if (!model.optimizer || loss === undefined) {
    throw new TypeError(
      `${caller}: expected a compiled model, received model=${model.name} without a loss. Call compile(model, { loss }) first.`,
    )
  }
  const kept = compilations.get(model)
  if (kept && kept.loss === loss && kept.compiled.optimizer === model.optimizer) return kept.compiled
  const names = model.outputNames
  const entries = Array.isArray(loss)
    ? loss
    : holdsNames(loss)
      ? names.map((name) => loss[name])
      : names.map(() => loss)
  const perOutput = holdsNames<unknown>(metrics) ? names.map((name) => metrics[name]) : names.map(() => metrics)
  return {
    optimizer: model.optimizer,
    losses: entries.map((entry: unknown) => found<Loss>(entry, (name) => namedLoss(name), caller)),
    lossWeights: names.map(() => 1),
    metrics: perOutput.map((list) =>
      [list ?? []].flat().map((entry: unknown) => found<Metric>(entry, (name) => namedMetric(name), caller)),
    ),
  }
}

function found<Kind extends Loss | Metric>(
  entry: unknown,
  byName: (name: string) => Kind | undefined,
  caller: string,
): Kind {
  const result = typeof entry === 'function' ? (entry as Kind) : byName(String(entry))
  if (!result)
    throw new RangeError(
      `${caller}: expected a known loss or metric, received ${String(entry)}. Compile the model with compile.`,
    )
  return result
}
