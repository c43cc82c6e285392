import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, models } from '@tensorflow/tfjs-layers'
import { registerLayers } from './layers/register-layers.ts'

/** What a saved model consists of. */
export interface ModelArtifacts {
  topology: object
  specs: tf.io.WeightsManifestEntry[]
  weights: ArrayBuffer
}

/** Takes a model apart into its topology and its weights, bit for bit. */
export async function toArtifacts(model: LayersModel): Promise<ModelArtifacts> {
  let artifacts: tf.io.ModelArtifacts | undefined
  await model.save({
    save: async (saved: tf.io.ModelArtifacts) => {
      artifacts = saved
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } }
    },
  })
  const weights = artifacts!.weightData!
  return {
    topology: artifacts!.modelTopology as object,
    specs: artifacts!.weightSpecs!,
    weights: Array.isArray(weights) ? await new Blob(weights).arrayBuffer() : weights,
  }
}

/**
 * Puts a model together again; weights are matched by name and shape.
 *
 * @throws Error with `cause` if the topology cannot be read or does not fit the weights.
 */
export async function fromArtifacts(caller: string, source: string, artifacts: ModelArtifacts): Promise<LayersModel> {
  registerLayers()
  let model: LayersModel | undefined
  const named = tf.io.decodeWeights(artifacts.weights, artifacts.specs)
  try {
    model = await models.modelFromJSON({
      modelTopology: artifacts.topology as tf.io.ModelJSON['modelTopology'],
    } as never)
    model.loadWeights(named)
    return model
  } catch (cause) {
    model?.dispose()
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `${caller}: expected a topology that fits its weights, received ${source}: ${message}. Save the model again, topology and weights together.`,
      { cause },
    )
  } finally {
    tf.dispose(named)
  }
}
