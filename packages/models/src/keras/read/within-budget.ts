import { layers } from '@tensorflow/tfjs-layers'
import type { Weight } from '../../weights/named-weights.ts'
import { damaged } from '../keras-error.ts'

interface AddWeight {
  addWeight(name: string, shape: readonly (number | null)[], ...others: unknown[]): Weight
}

/**
 * Runs `build` and stops it before its layers exceed a budget of weights, so that a file that declares huge layers
 * without their weights cannot exhaust memory.
 *
 * If it fails, the weights it created are disposed.
 *
 * @throws KerasFileError when the budget is used up.
 */
export function withinBudget<Result>(numbers: number, build: () => Result): Result {
  const prototype = layers.Layer.prototype as unknown as AddWeight
  const original = prototype.addWeight
  const made: Weight[] = []
  let left = numbers
  prototype.addWeight = function (this: AddWeight, name, shape, ...others) {
    left -= shape.reduce<number>((size, axis) => size * (axis ?? 1), 1)
    if (!(left >= 0)) throw damaged(`it declares larger layers than it has weights for (${name} of shape [${shape}])`)
    const weight = original.call(this, name, shape, ...others)
    made.push(weight)
    return weight
  }
  try {
    return build()
  } catch (error) {
    for (const weight of made) weight.dispose()
    throw error
  } finally {
    prototype.addWeight = original
  }
}
