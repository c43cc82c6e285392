import * as tf from '@tensorflow/tfjs-layers'
import { nodesOf } from '../summary/layer-graph.ts'
import { apply } from './apply-layer.ts'

/** Options of {@link splitModel}. */
export interface SplitModelOptions {
  /** Name of the first layer of the head, such as 'flatten'. */
  at: string
}

/** The two parts of a model, which share its layers and weights. */
export interface SplitModel {
  /** From the model's inputs to the input of the head. */
  base: tf.LayersModel
  /** From the input of the head to the model's outputs. Training it also trains the model. */
  head: tf.LayersModel
}

/**
 * Splits a model into base and head, without copying. The outputs of a frozen base never change: compute them once with
 * {@link extractFeatures}, train the head on them many times faster, and then use the whole model.
 *
 * @param model A model whose layers form a chain from `at` on.
 * @throws RangeError if there is no layer `at`, or the layers after it do not form a chain.
 * @see Keras: the guide "Transfer learning and fine-tuning", where features are extracted once
 * @example
 * ```ts
 * import { denseNetwork, splitModel } from '@dlw/models'
 *
 * const model = denseNetwork({ inputs: 4, hidden: [10, 5], outputs: 3 })
 * const { base, head } = splitModel(model, { at: 'dense_1' })
 * console.log(base.outputs[0]!.shape, head.countParams()) // → [ null, 10 ] 73
 * ```
 */
export function splitModel(model: tf.LayersModel, { at }: SplitModelOptions): SplitModel {
  const layers: tf.layers.Layer[] = model.layers
  const index = layers.findIndex(({ name }) => name === at)
  const nodes = nodesOf(model)
  const chain = layers.slice(index).map((layer) => layer.inboundNodes.filter((node) => nodes.has(node)))
  const isChain = chain.every(([node, ...more], step) => {
    const previous = layers[index + step - 1]
    return more.length === 0 && node?.inboundLayers.length === 1 && (step === 0 || node.inboundLayers[0] === previous)
  })
  if (index < 0 || !isChain) {
    const names = layers.map(({ name }) => name).join(', ')
    throw new RangeError(
      `splitModel: expected a layer that starts a chain to the output, received at=${at}. The model has ${names}.`,
    )
  }
  const between = chain[0]![0]!.inputTensors[0]!
  const input = tf.input({ shape: between.shape.slice(1), name: 'features' })
  return {
    base: tf.model({ inputs: model.inputs, outputs: between, name: `${model.name}_base` }),
    head: tf.model({
      inputs: input,
      outputs: layers.slice(index).reduce((x, layer) => apply(layer, x), input),
      name: `${model.name}_head`,
    }),
  }
}
