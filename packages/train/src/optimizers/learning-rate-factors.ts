import type * as tf from '@tensorflow/tfjs-core'
import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { isRuleOptimizer } from './rule-optimizer.ts'

/**
 * Gives the weights of each layer their factor on the learning rate: that of the last layer named before it, or 1.
 *
 * @throws RangeError for a layer that is not there or a factor that is not positive; TypeError for an optimizer that
 * cannot do it.
 */
export function setLearningRateFactors(
  model: LayersModel,
  optimizer: tf.Optimizer,
  factors: Readonly<Record<string, number>>,
): void {
  if (!isRuleOptimizer(optimizer)) {
    throw new TypeError(
      'compile: expected an optimizer of @dlw/train with learningRateFactors, received one of TensorFlow.js. Name one, or make it with adam() or sgd().',
    )
  }
  const names = new Set(Object.keys(factors))
  const byVariable = new Map<string, number>()
  let factor = 1
  const visit = (layer: layers.Layer): void => {
    if (names.delete(layer.name)) factor = checked(layer.name, factors[layer.name]!)
    if ('layers' in layer) for (const inner of layer.layers as layers.Layer[]) visit(inner)
    else for (const weight of layer.weights) byVariable.set((weight.read() as tf.Variable).name, factor)
  }
  for (const layer of model.layers) visit(layer)
  const [unknown] = names
  if (unknown !== undefined) {
    const known = model.layers.map(({ name }) => name).join(', ')
    throw new RangeError(
      `compile: expected learningRateFactors to name layers of the model, received ${unknown}. It has ${known}, and what is inside these.`,
    )
  }
  optimizer.learningRateFactors = byVariable
}

function checked(layer: string, factor: number): number {
  if (factor > 0 && factor < Infinity) return factor
  throw new RangeError(
    `compile: expected positive learningRateFactors, received ${layer}=${factor}. Freeze a layer that must not learn.`,
  )
}
