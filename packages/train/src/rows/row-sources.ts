import { createRandom } from '@dlw/data'
import type { Batch } from '../loop/batch.ts'
import { batchSizes } from './batch-sizes.ts'
import { epochBatches } from './epoch-batches.ts'
import { keptTargets } from './kept-targets.ts'
import type { LabelledData, LabelledStream } from './labelled-data.ts'
import type { WeightedTensors } from './labelled-tensors.ts'
import type { RowSource } from './row-source.ts'
import { streamBatches, streamSizes } from './stream-batches.ts'

/** Rows that memory holds, in a new order each epoch, or in their own without a seed. */
export function heldRows(
  data: WeightedTensors,
  { batchSize, seed }: { batchSize: number; seed: number | undefined },
): RowSource {
  const rows = data.inputs[0]!.shape[0]!
  const sizes = batchSizes(rows, batchSize)
  const random = seed === undefined ? undefined : createRandom(seed)
  let drawn = 0
  return {
    batchSize,
    sizes,
    epoch(index) {
      // An epoch's order is the same whether the training began before it or with it.
      const drawOrder = () => random?.shuffleInPlace(counted(rows))
      for (; random && drawn < index; drawn++) drawOrder()
      drawn++
      const order = drawOrder()
      const { batches, targets, dispose } = epochBatches(data, { order, sizes })
      return { batches, targets, dispose }
    },
  }
}

/** The numbers of all rows in their order. */
function counted(rows: number): Int32Array {
  const numbers = new Int32Array(rows)
  for (let row = 0; row < rows; row++) numbers[row] = row
  return numbers
}

/** Rows of a stream: besides a batch and the one that is being read, only targets are kept until the epoch ends. */
export function streamedRows(
  stream: LabelledStream,
  toTensors: (batch: LabelledData) => Promise<WeightedTensors>,
): RowSource {
  const sizes = streamSizes(stream, 'fit')
  return {
    batchSize: stream.batchSize,
    sizes,
    epoch(index) {
      const kept = keptTargets()
      async function* batches(): AsyncGenerator<Batch> {
        for await (const { inputs, targets, weights } of streamBatches(stream, index, { toTensors, caller: 'fit' })) {
          kept.add(targets)
          yield { inputs, targets, ...(weights ? { weights } : {}) }
        }
      }
      return {
        batches: batches(),
        targets: kept.targets,
        dispose: kept.dispose,
      }
    },
  }
}
