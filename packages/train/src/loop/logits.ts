import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers } from '@tensorflow/tfjs-layers'
import type { Loss } from '../losses/loss.ts'
import type { Compilation } from './compilation.ts'

interface Activation {
  getClassName(): string
}

interface ActivationLayer {
  activation?: Activation
  outboundNodes: { outboundLayer: unknown }[]
  /** Of a model that is the last layer of another. */
  outputs?: Output[]
  layers?: unknown[]
}

interface Output {
  sourceLayer: unknown
  /** Of a layer with several outputs. */
  outputTensorIndex?: number
}

/** A last layer whose activation the loss takes over. */
interface Head {
  layer: ActivationLayer
  activation: Activation
}

/** How to run a model so that losses see logits where they can. */
export interface LogitRunner {
  /** For each output, the activation that was left out. */
  left: ('softmax' | 'sigmoid' | undefined)[]
  /** For each output that is trained, the loss on what {@link run} returns. */
  losses: (Loss | undefined)[]
  /** How much the loss of each output counts. */
  lossWeights: readonly number[]
  /** Runs `body` with those activations left out. */
  run<Result>(body: () => Result): Result
}

/** The layer that an output comes from, unless other layers of the model use it too. */
function lastLayer(
  { sourceLayer, outputTensorIndex }: Output,
  layers: readonly unknown[],
): ActivationLayer | undefined {
  const layer = sourceLayer as ActivationLayer
  if (layer.outboundNodes.some(({ outboundLayer }) => layers.includes(outboundLayer))) return undefined
  const inner = layer.outputs?.[outputTensorIndex ?? 0]
  return inner ? lastLayer(inner, layer.layers ?? []) : layer
}

/**
 * Prepares a model to leave out the softmax or sigmoid that its losses can do themselves, as Keras does: the
 * cross-entropy of a saturated softmax is cut off at 16 and has no gradient, that of its logits is exact.
 */
export function logitRunner(
  model: LayersModel,
  { losses, lossWeights }: Pick<Compilation, 'losses' | 'lossWeights'>,
): LogitRunner {
  const linear = (layers.activation({ activation: 'linear' }) as unknown as Required<ActivationLayer>).activation
  const heads: Head[] = []
  const last = model.outputs.map((output) => lastLayer(output as unknown as Output, model.layers))
  const takesOver = (index: number): boolean => {
    const activation = losses[index]?.ofLogits?.activation
    return activation !== undefined && last[index]?.activation?.getClassName() === activation
  }
  const left = losses.map((loss, index) => {
    const layer = last[index]
    // Two outputs may come from one layer: it keeps its activation unless both losses take it over.
    if (!layer || !last.every((other, at) => other !== layer || takesOver(at))) return undefined
    if (last.indexOf(layer) === index) heads.push({ layer, activation: layer.activation! })
    return loss!.ofLogits!.activation
  })
  return {
    left,
    losses: losses.map((loss, index) => (left[index] ? loss!.ofLogits!.loss : loss)),
    lossWeights,
    run: (body) => {
      for (const head of heads) head.layer.activation = linear
      try {
        return body()
      } finally {
        for (const head of heads) head.layer.activation = head.activation
      }
    },
  }
}

/** Predictions from what {@link LogitRunner.run} returned. */
export function activated(tensor: tf.Tensor, left: 'softmax' | 'sigmoid' | undefined): tf.Tensor {
  if (left === undefined) return tensor
  return left === 'softmax' ? tf.softmax(tensor) : tf.sigmoid(tensor)
}
