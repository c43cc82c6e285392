import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from './compilation.ts'
import { forward } from './forward.ts'
import { activated, type LogitRunner } from './logits.ts'

/** The names of a model's metrics, in the order of {@link metricValues}; several outputs put their names first. */
export function metricNamesOf(model: LayersModel, { metrics }: Compilation): string[] {
  return model.outputNames.flatMap((output) =>
    metrics.map((metric) => (model.outputNames.length > 1 ? `${output}_${metric.name}` : metric.name)),
  )
}

/** A vector of the metrics' values over all rows. Call it in a `tf.tidy`. */
export function metricValues(
  { metrics }: Compilation,
  { left }: LogitRunner,
  targets: readonly tf.Tensor[],
  outputs: readonly tf.Tensor[],
): tf.Tensor1D[] {
  return targets.flatMap((target, index) => {
    const predictions = activated(outputs[index]!, left[index])
    return metrics.map(
      (metric) => tf.reshape(tf.mean(tf.cast(metric(target, predictions), 'float32')), [1]) as tf.Tensor1D,
    )
  })
}

/** Loss and metrics of a model on data, in inference mode: one read of the device. */
export async function judge(
  model: LayersModel,
  compiled: Compilation,
  runner: LogitRunner,
  { inputs, targets, batchSize }: { inputs: readonly tf.Tensor[]; targets: readonly tf.Tensor[]; batchSize?: number },
): Promise<Record<string, number>> {
  const values = tf.tidy(() => {
    const outputs = runner.run(() => forward(model, inputs, batchSize === undefined ? {} : { batchSize }))
    const losses = runner.losses.map((loss, index) => tf.mean(loss(targets[index]!, outputs[index]!)))
    const total = tf.addN([...losses, ...model.calculateLosses()])
    return tf.concat([tf.reshape(total, [1]), ...metricValues(compiled, runner, targets, outputs)])
  })
  const [loss, ...metrics] = await values.data()
  values.dispose()
  const logs: Record<string, number> = { loss: loss! }
  for (const [index, name] of metricNamesOf(model, compiled).entries()) logs[name] = metrics[index]!
  return logs
}
