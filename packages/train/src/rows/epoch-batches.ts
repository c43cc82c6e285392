import * as tf from '@tensorflow/tfjs-core'
import type { StepBatch } from '../loop/step/step-parts.ts'
import type { WeightedTensors } from './labelled-tensors.ts'

/** All rows of an epoch in its order, whole and in batches. */
export interface EpochBatches {
  /** To be taken one after the other, once; each is disposed when the next one is taken. */
  batches: Iterable<StepBatch>
  /** The targets of all rows, in the order of the batches. */
  targets(): tf.Tensor[]
  dispose(): void
}

/** More numbers than this are not copied as a whole to put them in order: 16 MB. */
const largestCopy = 2 ** 22
/** More batches than this are not cut at once: a tensor that few steps ask for costs more than the numbers in it. */
const mostParts = 256

/** Tensors that are made when they are first asked for, in or out of a `tf.tidy`, and disposed of if they were. */
class Lazy<Value extends tf.Tensor | tf.Tensor[]> {
  readonly #make: () => Value
  #value: Value | undefined

  constructor(make: () => Value) {
    this.#make = make
  }

  get value(): Value {
    if (this.#value === undefined) {
      this.#value = this.#make()
      for (const tensor of [this.#value].flat()) tf.keep(tensor)
    }
    return this.#value
  }

  dispose(): void {
    if (this.#value !== undefined) tf.dispose(this.#value)
    this.#value = undefined
  }
}

/**
 * Puts the rows in an order, once, and cuts them into batches: two kernels for each tensor and epoch. Of a large tensor
 * each batch is taken when its turn comes: a copy in order, and its parts, would triple the memory. Nothing is copied
 * for a step that takes the rows by itself.
 */
export function epochBatches(
  { inputs, targets, weights }: WeightedTensors,
  { order, sizes }: { order: Int32Array | undefined; sizes: readonly number[] },
): EpochBatches {
  const index = new Lazy(() => (order ? tf.tensor1d(order, 'int32') : []))
  const ordered = (tensor: tf.Tensor): tf.Tensor =>
    order ? tf.gather(tensor, index.value as tf.Tensor1D) : tf.clone(tensor)
  const split = (tensor: tf.Tensor): tf.Tensor[] =>
    sizes.length === 1 ? [tf.clone(tensor)] : tf.split(tensor, [...sizes])
  const orderedTargets = new Lazy(() => targets.map(ordered))
  // Outputs may share their weights.
  const shared = [...new Set((weights ?? []).filter((one) => one !== undefined))]
  const tensors = [...inputs, ...targets, ...shared]
  const [firstTarget, firstWeight] = [inputs.length, inputs.length + targets.length]
  const parts = tensors.map((tensor, position) => {
    if (sizes.length > mostParts) return undefined
    if (position >= firstTarget && position < firstWeight) {
      return new Lazy(() => split(orderedTargets.value[position - firstTarget]!))
    }
    return tensor.size > largestCopy ? undefined : new Lazy(() => tf.tidy(() => split(ordered(tensor))))
  })

  function taken(position: number, step: number, from: number): tf.Tensor {
    const part = parts[position]
    if (part) return part.value[step]!
    const tensor = tensors[position]!
    return tf.tidy(() =>
      order
        ? tf.gather(tensor, tf.slice(index.value as tf.Tensor1D, from, sizes[step]!))
        : tf.slice(tensor, from, sizes[step]!),
    )
  }

  function* batches(): Generator<StepBatch> {
    let from = 0
    for (const [step, size] of sizes.entries()) {
      const first = from
      const own = tensors.map((_, position) => new Lazy(() => taken(position, step, first)))
      const valuesOf = (start: number, end: number): tf.Tensor[] => own.slice(start, end).map(({ value }) => value)
      try {
        yield {
          get inputs() {
            return valuesOf(0, firstTarget)
          },
          get targets() {
            return valuesOf(firstTarget, firstWeight)
          },
          ...(weights && {
            get weights() {
              return weights.map((one) => one && own[firstWeight + shared.indexOf(one)]!.value)
            },
          }),
          rows: { tensors, order, from, size },
        }
      } finally {
        for (const lazy of own) lazy.dispose()
      }
      from += size
    }
  }
  return {
    batches: batches(),
    targets: () => orderedTargets.value,
    dispose() {
      index.dispose()
      orderedTargets.dispose()
      for (const lazy of parts) lazy?.dispose()
    },
  }
}
