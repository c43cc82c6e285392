import type { KerasCompilation } from '@dlw/models'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { compilation } from '../loop/compilation.ts'
import { optimizerToKeras } from './keras-optimizer.ts'
import { lossToKeras, metricToKeras } from './objectives-to-keras.ts'

/**
 * Describes how a model is compiled, with the state of its optimizer, for a Keras file: Keras goes on with the training
 * where it was left. Pass it to `saveKeras` of `@dlw/models`.
 *
 * @param model A model that {@link compile} has seen, with an optimizer of this package.
 * @throws TypeError for a model that is not compiled, and for what Keras's files cannot hold: an optimizer of
 * TensorFlow.js, a loss or metric of your own, learning rates per layer.
 * @see Keras `Model.get_compile_config`
 * @example
 * ```ts
 * import { loadKeras, saveKeras } from '@dlw/models'
 * import { compileFromKeras, fit, kerasCompilation } from '@dlw/train'
 *
 * await fit(model, train, { epochs: 2, seed: 0 }) // 16 steps
 * await saveKeras(model, 'penguins.keras', { compilation: kerasCompilation })
 * const again = await loadKeras('penguins.keras', { compile: compileFromKeras })
 * console.log(again.optimizer.iterations) // → 16
 * ```
 */
export async function kerasCompilation(model: LayersModel): Promise<KerasCompilation> {
  const { optimizer, losses, lossWeights, metrics } = compilation(model, 'kerasCompilation')
  const described = losses.map((loss) => loss && lossToKeras(loss))
  const { config, variables } = await optimizerToKeras(optimizer, model)
  const judged = metrics.map((list) => list.map(metricToKeras))
  const isOne = losses.length === 1
  return {
    config: {
      optimizer: config,
      loss: isOne ? described[0] : described.map((loss) => loss ?? null),
      loss_weights: lossWeights.every((weight) => weight === 1) ? null : isOne ? lossWeights[0] : lossWeights,
      metrics: isOne ? judged[0] : judged.every((list) => list.length === 0) ? [] : judged,
      weighted_metrics: null,
      run_eagerly: false,
      steps_per_execution: 1,
      jit_compile: false,
    },
    variables,
  }
}
