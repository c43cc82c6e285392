import type { KerasCompilation } from '@dlw/models'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { compile } from '../loop/compile.ts'
import { optimizerFromKeras } from './keras-optimizer.ts'
import { lossesFromKeras, lossWeightsFromKeras, metricsFromKeras } from './objectives-from-keras.ts'

/**
 * Compiles a model as a Keras file says, and gives its optimizer the state that it had: training goes on as it would in
 * Keras. Pass it to `loadKeras` of `@dlw/models`. The optimizer belongs to the model.
 *
 * @param compilation What the file holds.
 * @throws RangeError or TypeError for what is not supported, which is named: another optimizer, a loss or metric of
 * somebody's own, a learning-rate schedule in the optimizer or weighted metrics.
 * @see Keras `Model.compile_from_config`, `load_model(path, compile=True)`
 * @example
 * ```ts
 * import { loadKeras, saveKeras } from '@dlw/models'
 * import { compileFromKeras, evaluate, kerasCompilation } from '@dlw/train'
 *
 * await saveKeras(model, 'penguins.keras', { compilation: kerasCompilation })
 * const again = await loadKeras('penguins.keras', { compile: compileFromKeras })
 * console.log(Object.keys(await evaluate(again, validation))) // → ['loss', 'accuracy']
 * ```
 */
export function compileFromKeras(model: LayersModel, { config, variables }: KerasCompilation): void {
  if (Object.values(config.weighted_metrics ?? []).flat().length > 0) {
    throw unsupported('weighted_metrics', config.weighted_metrics)
  }
  const loss = lossesFromKeras(config.loss)
  const metrics = metricsFromKeras(config.metrics, model)
  const lossWeights = lossWeightsFromKeras(config.loss_weights)
  const optimizer = optimizerFromKeras(config.optimizer, variables, model)
  try {
    compile(model, { loss, metrics, optimizer, ...(lossWeights && { lossWeights }) })
  } catch (error) {
    optimizer.dispose()
    throw error
  }
  // Nobody else has it.
  ;(model as unknown as { isOptimizerOwned: boolean }).isOptimizerOwned = true
}

function unsupported(name: string, value: unknown): RangeError {
  return new RangeError(
    `compileFromKeras: expected no ${name}, received ${name}=${JSON.stringify(value)}. Load the model without its compilation, and compile it yourself.`,
  )
}
