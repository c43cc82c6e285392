import type * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Loss, Metric } from '../losses/loss.ts'
import { namedLoss } from '../losses/named-losses.ts'
import { namedMetric } from '../metrics/named-metrics.ts'

/** What {@link compile} left in a model. */
export interface Compilation {
  optimizer: tf.Optimizer
  /** One per output of the model. */
  losses: Loss[]
  metrics: Metric[]
}

/** Reads how a model was compiled, by our `compile` or by `model.compile`. */
export function compilation(model: LayersModel, caller: string): Compilation {
  const { loss, metrics } = model as unknown as { loss?: unknown; metrics?: unknown }
  if (!model.optimizer || loss === undefined) {
    throw new TypeError(
      `${caller}: expected a compiled model, received model=${model.name} without a loss. Call compile(model, { loss }) first.`,
    )
  }
  const entries = Array.isArray(loss) ? loss : model.outputs.map(() => loss)
  const losses = entries.map((entry: unknown) => found<Loss>(entry, (name) => namedLoss(name), caller))
  const outputs = model.outputs[0]?.shape.at(-1)
  const wanted = metrics === undefined || metrics === null ? [] : Array.isArray(metrics) ? metrics : [metrics]
  return {
    optimizer: model.optimizer,
    losses,
    metrics: wanted.map((entry: unknown) =>
      found<Metric>(entry, (name) => namedMetric(name, losses[0]!, outputs), caller),
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
