import type { BatchStream } from '@dlw/data'
import { expectInteger } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'
import { batchSizes } from './batch-sizes.ts'

/**
 * The batches of a stream's epoch as tensors, which are disposed when the next one is asked for.
 *
 * @throws RangeError where the stream gives other numbers of rows than it said.
 */
export async function* streamBatches<Batch, Tensors extends { inputs: tf.Tensor[] }>(
  stream: BatchStream<Batch>,
  index: number,
  { toTensors, caller }: { toTensors: (batch: Batch) => Promise<Tensors>; caller: string },
): AsyncGenerator<Tensors> {
  const sizes = streamSizes(stream, caller)
  let step = 0
  for await (const batch of stream.epoch(index)) {
    const tensors = await toTensors(batch)
    try {
      const rows = tensors.inputs[0]!.shape[0]
      if (rows !== sizes[step]) throw wrongRows(caller, `${sizes[step] ?? 'no'} rows in batch ${step}`, rows!)
      yield tensors
    } finally {
      tf.dispose(tensors)
    }
    step++
  }
  if (step < sizes.length) throw wrongRows(caller, `${sizes.length} batches`, step)
}

/** The rows of each batch of a stream. */
export function streamSizes({ rows, batchSize }: BatchStream<unknown>, caller: string): number[] {
  const advice = 'Say how many rows an epoch and a batch of the stream have.'
  expectInteger(caller, 'rows', rows, { advice })
  expectInteger(caller, 'batchSize', batchSize, { advice })
  return batchSizes(rows, batchSize)
}

const wrongRows = (caller: string, expected: string, received: number): RangeError =>
  new RangeError(
    `${caller}: expected ${expected} of the stream, received ${received}. Let rows and batchSize be those of each epoch.`,
  )
