import { tfjsSeed } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-core'
import { keptTargets } from '../rows/kept-targets.ts'
import type { RowSource } from '../rows/row-source.ts'
import type { Batch } from './batch.ts'

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
      const kept = keptTargets()
      async function* batches(): AsyncGenerator<Batch> {
        let step = index * rows.sizes.length
        for await (const { inputs, targets, weights } of epoch.batches) {
          const batch: Batch = { inputs, targets, ...(weights && { weights }) }
          const changed = tf.tidy(() => cloned(augment(batch, tfjsSeed(seed, -1 - step))))
          step++
          kept.add(changed.targets)
          try {
            yield changed
          } finally {
            tf.dispose([changed.inputs, changed.targets, changed.weights ?? []] as unknown as tf.TensorContainer)
          }
        }
      }
      return {
        batches: batches(),
        targets: kept.targets,
        dispose() {
          kept.dispose()
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
