import type { LayersModel } from '@tensorflow/tfjs-layers'
import { loadKerasWeights } from '../keras/load-keras.ts'
import type { ResolvedBackboneOptions } from './backbone-options.ts'
import { fetchWeights } from './fetch-weights.ts'
import { imageNetWeights, type PublishedNetwork } from './imagenet-weights.ts'

/** Loads the weights given by `weights` into a backbone; disposes the model if that fails. */
export async function loadBackboneWeights(
  caller: string,
  network: PublishedNetwork,
  model: LayersModel,
  options: ResolvedBackboneOptions,
  alpha = 1,
): Promise<LayersModel> {
  const { weights } = options
  try {
    if (weights === 'imagenet') {
      await loadKerasWeights(model, await fetchWeights(caller, imageNetWeights(network, options, alpha)))
    } else if (weights !== null) await loadKerasWeights(model, weights)
    return model
  } catch (error) {
    model.dispose()
    throw error
  }
}
