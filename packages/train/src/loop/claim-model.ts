import type { LayersModel } from '@tensorflow/tfjs-layers'

/** The models that train at this moment. */
const inTraining = new WeakSet<LayersModel>()

/**
 * Marks a model as being trained.
 *
 * @returns A function that marks it as free again.
 * @throws Error when the model is being trained already.
 */
export function claimModel(model: LayersModel, caller: string): () => void {
  if (inTraining.has(model)) {
    throw new Error(
      `${caller}: expected a model that is not being trained, received ${model.name}, which another fit trains. Await that one first.`,
    )
  }
  inTraining.add(model)
  return () => void inTraining.delete(model)
}
