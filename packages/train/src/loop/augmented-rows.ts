import { tfjsSeed } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-core'
import type { RowSource } from '../rows/row-source.ts'
import type { Batch } from './train-step.ts'

/**
 * Changes a batch before the model trains on it: mixes rows, adds noise, cuts images. Runs in a `tf.tidy`.
 *
 * @param seed For what is random in it: it follows from the seed of the training and the step.
 */
export type Augment = (batch: Batch, seed: number) => Batch

/** Rows of which each batch is changed before it is taken. Metrics of the training compare with the changed targets. */
export function augmentedRows(rows: RowSource, augment: Augment, seed: number): RowSource {
  return {
    ...rows,
    epoch(index) {
      const epoch = rows.epoch(index)
      const kept: tf.Tensor[][] = []
      async function* batches(): AsyncGenerator<Batch> {
        let step = index * rows.sizes.length
        for await (const batch of epoch.batches) {
          const changed = tf.tidy(() => cloned(augment(batch, tfjsSeed(seed, -1 - step))))
          step++
          kept.push(changed.targets.map((target) => tf.clone(target)))
          try {
            yield changed
          } finally {
            tf.dispose([changed.inputs, changed.targets, changed.weights ?? []] as unknown as tf.TensorContainer)
          }
        }
      }
      return {
        batches: batches(),
        targets() {
          const parts = kept.splice(0)
          const whole = parts[0]!.map((_, output) => tf.concat(parts.map((targets) => targets[output]!)))
          tf.dispose(parts)
          kept.push(whole)
          return whole
        },
        dispose() {
          tf.dispose(kept)
          epoch.dispose()
        },
      }
    },
  }
}

/** Tensors of its own, also where nothing was changed. A tidy keeps them, as it is they that it returns. */
const cloned = ({ inputs, targets, weights }: Batch): Batch & tf.TensorContainerObject =>
  ({
    inputs: inputs.map((tensor) => tf.clone(tensor)),
    targets: targets.map((tensor) => tf.clone(tensor)),
    ...(weights && { weights: weights.map((one) => one && tf.clone(one)) }),
  }) as unknown as Batch & tf.TensorContainerObject
