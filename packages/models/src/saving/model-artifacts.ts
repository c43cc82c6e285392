import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, type layers, models } from '@tensorflow/tfjs-layers'
import { plainNames } from '../keras/names/plain-names.ts'
import { modelFromKeras } from '../keras/read/model-from-keras.ts'
import { withinBudget } from '../keras/read/within-budget.ts'
import { followMasks } from '../layers/masks/follow-masks.ts'
import { registerLayers } from '../layers/register-layers.ts'
import { allFinite, type NonFiniteOptions, nonFiniteAdvice } from '../weights/all-finite.ts'
import { assign, disposeWeights, namedWeights } from '../weights/named-weights.ts'
import { ownDispose } from '../weights/own-dispose.ts'
import { predictTexts } from '../weights/predict-texts.ts'
import { checkGraph } from './check-graph.ts'
import { checkInitializers } from './check-initializers.ts'
import { byteLength, checkSpecs, countOf } from './weights-manifest.ts'

/** Splits a model into its topology and its exact weights. */
export async function toArtifacts(model: LayersModel): Promise<tf.io.ModelArtifacts> {
  expectPlainLayers(model)
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
 * Rebuilds a model from its artifacts; weights are matched by name and shape.
 *
 * @throws Error with `cause` if the topology cannot be read or does not match the weights.
 */
export async function fromArtifacts(
  source: string,
  artifacts: tf.io.ModelArtifacts,
  { allowNonFinite = false }: NonFiniteOptions = {},
): Promise<LayersModel> {
  registerLayers()
  const values: Record<string, tf.Tensor> = {}
  let model: LayersModel | undefined
  try {
    const data = artifacts.weightData ?? new ArrayBuffer(0)
    const weights = Array.isArray(data) ? await new Blob(data).arrayBuffer() : data
    const specs = artifacts.weightSpecs ?? []
    checkSpecs(specs)
    if (byteLength(specs) !== weights.byteLength)
      throw new Error(`its weights should have ${byteLength(specs)} bytes and have ${weights.byteLength}`)
    Object.assign(values, tf.io.decodeWeights(weights, specs))
    if (!allowNonFinite) await expectFinite(values)
    // Room enough for an error that names the layer with another shape.
    const budget = 1e6 + 4 * specs.reduce((sum, spec) => sum + countOf(spec), 0)
    model = await withinBudget(budget, () => modelFromTopology(artifacts.modelTopology as Topology))
    setWeights(model, values)
    return model
  } catch (cause) {
    if (model) disposeWeights(model)
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `loadModel: expected a topology that fits its weights, received ${source}: ${message}. ${cause instanceof NonFiniteError ? nonFiniteAdvice : 'Save the model again, topology and weights together.'}`,
      { cause },
    )
  } finally {
    tf.dispose(values)
  }
}

class NonFiniteError extends Error {}

async function expectFinite(values: Readonly<Record<string, tf.Tensor>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    if (!allFinite(await value.data())) throw new NonFiniteError(`its weight ${name} is not finite`)
  }
}

/** A model as TensorFlow.js or its converter describes it. */
interface Topology {
  keras_version?: string
  model_config?: Topology
  class_name?: string
  config?: unknown
}

async function modelFromTopology(topology: Topology): Promise<LayersModel> {
  const description = topology.model_config ?? topology
  const version = topology.keras_version ?? ''
  // The converter copies Keras's configuration, and TensorFlow.js cannot read that of Keras 3.
  if (isOfKeras3(description)) return modelFromKeras(description, version || '3')
  checkGraph(description)
  checkInitializers(description)
  const { config, restore } = plainNames(description)
  const model = await models.modelFromJSON({ modelTopology: config } as unknown as tf.io.ModelJSON)
  restore(model)
  const visit = (layer: layers.Layer): void => {
    followMasks(layer)
    if ('layers' in layer) for (const inner of layer.layers as layers.Layer[]) visit(inner)
  }
  for (const layer of model.layers) visit(layer)
  return predictTexts(ownDispose(model))
}

/** Whether a description names modules, as only Keras 3 does. */
function isOfKeras3(description: Topology): boolean {
  const { layers = [] } = (description.config ?? {}) as { layers?: object[] }
  return [description, ...layers].some((one) => 'module' in one || 'registered_name' in one)
}

/** TensorFlow.js's files lack some of Keras's layer settings. */
function expectPlainLayers(model: LayersModel): void {
  const seen = new Set<layers.Layer>()
  const visit = (layer: layers.Layer): void => {
    if (seen.has(layer)) Object.assign(layer, { onlyForKeras: 'stands in two models' })
    seen.add(layer)
    const { onlyForKeras } = layer as { onlyForKeras?: string }
    if (onlyForKeras) {
      throw new Error(
        `saveModel: expected layers that model.json can describe, received ${layer.name}, which ${onlyForKeras}. Save the model in a file that ends in .keras.`,
      )
    }
    if ('layers' in layer) for (const inner of layer.layers as layers.Layer[]) visit(inner)
  }
  for (const layer of model.layers) visit(layer)
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
