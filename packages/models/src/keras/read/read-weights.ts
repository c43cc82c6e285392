import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { allFinite, type NonFiniteOptions, nonFiniteAdvice } from '../../weights/all-finite.ts'
import { assign, type Weight } from '../../weights/named-weights.ts'
import type { Hdf5Dataset, Hdf5Reader } from '../hdf5/hdf5.ts'
import { damaged, KerasFileError } from '../keras-error.ts'
import { weightsPaths } from '../weights-paths.ts'

/**
 * Fills a model with the weights of a Keras file, whichever of its three layouts the file has.
 *
 * @throws KerasFileError if a weight is missing, has the wrong shape, or is not finite.
 */
export function readWeights(model: LayersModel, file: Hdf5Reader, options: NonFiniteOptions = {}): void {
  const group = file.keys('').includes('model_weights') ? 'model_weights' : ''
  if (file.texts(group, 'layer_names')) readByOrder(model, file, { group, ...options })
  else readByPath(model, file, options)
}

/** Keras 3's own layout: a path per layer, numbers for its weights. */
function readByPath(model: LayersModel, file: Hdf5Reader, options: NonFiniteOptions): void {
  for (const { weight, path, isCopy } of weightsPaths(model)) {
    if (isCopy) continue
    const dataset = file.dataset(path)
    if (!dataset) throw damaged(`it has no weights ${path} for the layer ${weight.originalName}`)
    write(weight, dataset, { path, ...options })
  }
  for (const layer of layersIn(model)) (layer as { afterReading?(): void }).afterReading?.()
}

const layersIn = (model: layers.Layer): layers.Layer[] =>
  'layers' in model ? (model.layers as layers.Layer[]).flatMap(layersIn) : [model]

/** The older layout: layers with weights in the model's order, each with its weights in order; names do not matter. */
function readByOrder(
  model: LayersModel,
  file: Hdf5Reader,
  { group, ...options }: NonFiniteOptions & { group: string },
): void {
  const below = (...parts: string[]) => [group, ...parts].filter(Boolean).join('/')
  const saved = file.texts(group, 'layer_names')!.flatMap((layer) => {
    const names = file.texts(below(layer), 'weight_names') ?? []
    return names.length > 0 ? [{ layer, names }] : []
  })
  const expected = model.layers
    .map((layer) => ({ layer, weights: legacyWeights(layer) }))
    .filter(({ weights }) => weights.length > 0)
  if (saved.length !== expected.length) {
    throw damaged(`it has weights for ${saved.length} layers, the model has ${expected.length} with weights`)
  }
  for (const [index, { layer, weights }] of expected.entries()) {
    const { layer: source, names } = saved[index]!
    if (names.length !== weights.length) {
      throw damaged(`it has ${names.length} weights for the layer ${layer.name}, which has ${weights.length}`)
    }
    for (const [position, weight] of weights.entries()) {
      const path = below(source, names[position]!)
      const dataset = file.dataset(path)
      if (!dataset) throw damaged(`it has no weights ${path}`)
      write(weight, dataset, { path, ...options })
    }
  }
}

/** A layer's weights as Keras orders them in the older layout: first those that are trained, then the others. */
export function legacyWeights(layer: layers.Layer): Weight[] {
  const all = ownWeights(layer, true)
  return [...all.filter(({ trained }) => trained), ...all.filter(({ trained }) => !trained)].map(({ weight }) => weight)
}

function ownWeights(layer: layers.Layer, outer: boolean): { weight: Weight; trained: boolean }[] {
  const trained = outer && layer.trainable
  if ('layers' in layer) return (layer.layers as layers.Layer[]).flatMap((inner) => ownWeights(inner, trained))
  const trainable = new Set(layer.trainableWeights)
  return layer.weights.map((weight) => ({ weight, trained: trained && trainable.has(weight) }))
}

function write(
  weight: Weight,
  dataset: Hdf5Dataset,
  { path, allowNonFinite = false }: NonFiniteOptions & { path: string },
): void {
  if (dataset.shape.join() !== weight.shape.join()) {
    throw damaged(`its weights ${path} have the shape [${dataset.shape}], the layer's have [${weight.shape}]`)
  }
  const values = dataset.read()
  if (values.length !== weight.shape.reduce<number>((size, axis) => size * axis!, 1))
    throw damaged(`its weights ${path} are cut short`)
  if (!allowNonFinite && !allFinite(values))
    throw new KerasFileError(`its weights ${path} are not all finite numbers`, nonFiniteAdvice)
  const tensor = tf.tensor(values, weight.shape as number[])
  assign(weight, tensor)
  tensor.dispose()
}
