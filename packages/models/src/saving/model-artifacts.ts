import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, models } from '@tensorflow/tfjs-layers'
import { registerLayers } from '../layers/register-layers.ts'
import { assign, disposeWeights, namedWeights } from '../weights/named-weights.ts'

/** Takes a model apart into its topology and its weights, bit for bit. */
export async function toArtifacts(model: LayersModel): Promise<tf.io.ModelArtifacts> {
  const named = [...namedWeights(model)].map(([name, weight]) => ({ name, tensor: weight.read() }))
  const { data, specs } = await tf.io.encodeWeights(named)
  return {
    format: 'layers-model',
    generatedBy: '@dlw/models',
    convertedBy: null,
    modelTopology: model.toJSON(null, false) as object,
    weightSpecs: specs,
    weightData: data,
  }
}

/**
 * Puts a model together again; weights are matched by name and shape.
 *
 * @throws Error with `cause` if the topology cannot be read or does not fit the weights.
 */
export async function fromArtifacts(source: string, artifacts: tf.io.ModelArtifacts): Promise<LayersModel> {
  registerLayers()
  const values: Record<string, tf.Tensor> = {}
  let model: LayersModel | undefined
  try {
    const data = artifacts.weightData ?? new ArrayBuffer(0)
    const weights = Array.isArray(data) ? await new Blob(data).arrayBuffer() : data
    Object.assign(values, tf.io.decodeWeights(weights, artifacts.weightSpecs ?? []))
    model = await models.modelFromJSON({ modelTopology: artifacts.modelTopology } as tf.io.ModelJSON)
    setWeights(model, values)
    return model
  } catch (cause) {
    if (model) disposeWeights(model)
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `loadModel: expected a topology that fits its weights, received ${source}: ${message}. Save the model again, topology and weights together.`,
      { cause },
    )
  } finally {
    tf.dispose(values)
  }
}

function setWeights(model: LayersModel, values: Readonly<Record<string, tf.Tensor>>): void {
  const missing = namedWeights(model)
  for (const [name, value] of Object.entries(values)) {
    const known = missing.has(name) ? name : name.replace(/[^/]+\/(?=[^/]+$)/, '')
    const weight = missing.get(known)
    if (!weight) throw new Error(`no layer has a weight ${name}`)
    if (weight.shape.join() !== value.shape.join()) {
      throw new Error(`the layer's ${name} has shape [${weight.shape}], the saved one [${value.shape}]`)
    }
    assign(weight, value)
    missing.delete(known)
  }
  if (missing.size > 0) throw new Error(`no values were saved for ${[...missing.keys()].join(', ')}`)
}
