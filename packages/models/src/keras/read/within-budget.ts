import { tidy } from '@tensorflow/tfjs-core'
import { type LayersModel, layers } from '@tensorflow/tfjs-layers'
import { namedWeights, type Weight } from '../../weights/named-weights.ts'
import { damaged } from '../keras-error.ts'

/** Runs `make`, which returns no tensor, and disposes what it leaves. */
const tidied = <Made>(make: () => Made): Made => tidy(make as () => never) as Made

interface AddWeight {
  addWeight(name: string, shape: readonly (number | null)[], ...others: unknown[]): Weight
}

/**
 * Runs `build` and stops it before its layers exceed a budget of weights, so that a file that declares huge layers
 * without their weights cannot exhaust memory.
 *
 * If it fails, the weights it created are disposed; otherwise those that its model does not reach, which nobody else
 * would dispose. The part of an asynchronous `build` that creates layers must run
 * before its first wait.
 *
 * @throws KerasFileError when the budget is used up.
 */
export function withinBudget<Result extends LayersModel | Promise<LayersModel>>(
  numbers: number,
  build: () => Result,
): Result {
  const prototype = layers.Layer.prototype as unknown as AddWeight
  const original = prototype.addWeight
  const made: Weight[] = []
  let left = numbers
  prototype.addWeight = function (this: AddWeight, name, shape, ...others) {
    left -= shape.reduce<number>((size, axis) => size * (axis ?? 1), 1)
    if (!(left >= 0)) throw damaged(`it declares larger layers than it has weights for (${name} of shape [${shape}])`)
    // Where the weight itself fails, its initial values go.
    const weight = tidied(() => original.call(this, name, shape, ...others))
    made.push(weight)
    return weight
  }
  const failed = (error: unknown): never => {
    for (const weight of made) weight.dispose()
    throw error
  }
  const reached = (model: LayersModel): LayersModel => {
    const used = new Set(namedWeights(model).values())
    for (const weight of made) if (!used.has(weight)) weight.dispose()
    return model
  }
  try {
    const result = build()
    return (result instanceof Promise ? result.then(reached, failed) : reached(result)) as Result
  } catch (error) {
    return failed(error)
  } finally {
    prototype.addWeight = original
  }
}
