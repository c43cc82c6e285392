import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel, layers } from '@tensorflow/tfjs-layers'

/** A tensor as a kernel saw it. Its value is a number; constants have their numbers, too. */
export interface TracedTensor {
  readonly value: number
  readonly shape: readonly number[]
  readonly dtype: tf.DataType
}

/** One kernel that ran on numbers that depend on the inputs. */
export interface TracedCall {
  readonly kernel: string
  /** The layer that ran it: `functional/block/conv2d`. */
  readonly path: string
  readonly attrs: Readonly<Record<string, unknown>>
  readonly inputs: Readonly<Record<string, TracedTensor>>
  readonly outputs: readonly TracedTensor[]
}

/** Numbers that do not depend on the inputs. */
export interface TracedConstant {
  readonly tensor: tf.Tensor
  readonly isWeight: boolean
  /** Name of the weight that these numbers are. */
  readonly name: string | undefined
  /** The layer that read it first. */
  readonly path: string
}

/** The kernels of one prediction. Its constants that are no weights are to be disposed. */
export interface Trace {
  readonly calls: readonly TracedCall[]
  readonly constants: ReadonlyMap<number, TracedConstant>
  readonly inputs: readonly TracedTensor[]
  readonly outputs: readonly TracedTensor[]
}

interface OpenEngine {
  runKernel(kernel: string, inputs: Inputs, attrs?: object): tf.Tensor | tf.Tensor[]
  readSync(dataId: object): tf.BackendValues
  shouldCheckForMemLeaks(): boolean
}
type Inputs = Record<string, tf.Tensor> | tf.Tensor[]

/**
 * Predicts once and records the kernels that TensorFlow.js runs, whichever backend is active. Kernels on weights alone
 * are not recorded: their results are constants.
 *
 * @param names Names of the weights.
 * @param refuse Makes the error for a layer that computes outside of kernels.
 */
export function tracePrediction(
  model: LayersModel,
  inputs: readonly tf.Tensor[],
  names: ReadonlyMap<tf.Tensor, string>,
  refuse: (path: string, what: string) => Error,
): Trace {
  const calls: TracedCall[] = []
  const constants = new Map<number, TracedConstant>()
  const values = new Map<number, number>()
  const byData = new Map<object, TracedTensor>()
  const path: string[] = [model.name]
  let count = 0

  const added = (tensor: tf.Tensor): TracedTensor => {
    const traced = { value: count++, shape: tensor.shape, dtype: tensor.dtype }
    values.set(tensor.id, traced.value)
    byData.set(tensor.dataId, traced)
    return traced
  }
  const depends = (tensor: tf.Tensor): boolean => {
    const known = values.get(tensor.id)
    return known === undefined ? byData.has(tensor.dataId) : !constants.has(known)
  }
  const readConstant = (tensor: tf.Tensor): TracedTensor => {
    const isWeight = names.has(tensor)
    // Another view of a weight has its name, too.
    const name = names.get(tensor) ?? [...names].find(([{ dataId }]) => dataId === tensor.dataId)?.[1]
    const kept = isWeight ? tensor : tf.keep(tf.clone(tensor))
    const traced = { value: count++, shape: tensor.shape, dtype: tensor.dtype }
    values.set(tensor.id, traced.value)
    constants.set(traced.value, { tensor: kept, isWeight, name, path: path.join('/') })
    return traced
  }
  const read = (tensor: tf.Tensor): TracedTensor => {
    const known = values.get(tensor.id)
    if (known !== undefined) return { value: known, shape: tensor.shape, dtype: tensor.dtype }
    const same = byData.get(tensor.dataId)
    if (!same) return readConstant(tensor)
    // Another view of known numbers.
    const view = { value: count++, shape: tensor.shape, dtype: tensor.dtype }
    values.set(tensor.id, view.value)
    calls.push({ kernel: 'Reshape', path: path.join('/'), attrs: {}, inputs: { x: same }, outputs: [view] })
    return view
  }

  const engine = tf.engine() as unknown as OpenEngine
  const { runKernel, readSync, shouldCheckForMemLeaks } = engine
  let depth = 0
  engine.runKernel = (kernel, given, attrs) => {
    const run = () => runKernel.call(engine, kernel, given, attrs)
    const entries = Object.entries(given).filter(([, tensor]) => tensor)
    if (depth > 0 || !entries.some(([, tensor]) => depends(tensor))) return run()
    const traced = Object.fromEntries(entries.map(([name, tensor]) => [name, read(tensor)]))
    depth++
    let result: tf.Tensor | tf.Tensor[]
    try {
      result = run()
    } finally {
      depth--
    }
    const outputs = [result].flat().map(added)
    calls.push({ kernel, path: path.join('/'), attrs: { ...attrs }, inputs: traced, outputs })
    return result
  }
  engine.readSync = (dataId) => {
    if (depth === 0 && byData.has(dataId)) throw refuse(path.join('/'), 'computes numbers in JavaScript')
    return readSync.call(engine, dataId)
  }
  // Constants outlive the kernels that made them.
  engine.shouldCheckForMemLeaks = () => false
  const restore = followLayers(model, path)
  try {
    const begin = inputs.map(added)
    const given = inputs.length === 1 ? inputs[0]! : [...inputs]
    let end: TracedTensor[] = []
    tf.tidy(() => {
      end = [model.apply(given, { training: false }) as tf.Tensor | tf.Tensor[]].flat().map(read)
    })
    return { calls, constants, inputs: begin, outputs: end }
  } catch (error) {
    disposeConstants(constants)
    throw error
  } finally {
    restore()
    engine.runKernel = runKernel
    engine.readSync = readSync
    engine.shouldCheckForMemLeaks = shouldCheckForMemLeaks
  }
}

/** Disposes of constants that are no weights. */
export function disposeConstants(constants: Trace['constants']): void {
  for (const { tensor, isWeight } of constants.values()) if (!isWeight) tensor.dispose()
}

/** Keeps `path` at the layer that is being called; the function that it returns ends this. */
function followLayers(model: LayersModel, path: string[]): () => void {
  const restorers: (() => void)[] = []
  const seen = new Set<layers.Layer>()
  const visit = (layer: layers.Layer): void => {
    if (seen.has(layer)) return
    seen.add(layer)
    const own = Object.getOwnPropertyDescriptor(layer, 'apply')
    const { apply } = layer
    layer.apply = ((...given: Parameters<layers.Layer['apply']>) => {
      path.push(layer.name)
      try {
        return apply.apply(layer, given)
      } finally {
        path.pop()
      }
    }) as layers.Layer['apply']
    restorers.push(() =>
      own ? Object.defineProperty(layer, 'apply', own) : delete (layer as Partial<layers.Layer>).apply,
    )
    if ('layers' in layer) for (const inner of layer.layers as layers.Layer[]) visit(inner)
  }
  for (const layer of model.layers) visit(layer)
  return () => {
    for (const restore of restorers) restore()
  }
}
