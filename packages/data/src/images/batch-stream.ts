/**
 * A stream of batches, for training on data larger than memory. {@link streamImageFolder} returns one, and `fit`,
 * `evaluate` and `predict` of @dlw/train accept it.
 *
 * @see tf.data.Dataset
 */
export interface BatchStream<Batch> {
  /** Rows per epoch. */
  readonly rows: number
  /** Rows per batch; the last one of an epoch has the remainder. */
  readonly batchSize: number
  /** Returns the batches of an epoch, numbered from 0. The same number returns the same rows in the same order. */
  epoch(index: number): AsyncIterable<Batch>
}

/** Epoch and batch numbers, both counted from 0. */
export interface BatchPlace {
  epoch: number
  step: number
}

/**
 * Maps the batches of a stream, for example to scale or augment them or to rename their parts for `fit`.
 *
 * @param stream The source stream.
 * @param transform Returns a new batch with the same number of rows. Derive random seeds from `place`, so that an epoch
 * is reproducible.
 * @returns A stream with the same number of rows. Nothing is read until an epoch begins.
 *
 * @example
 * ```ts
 * import { mapBatches } from '@dlw/data'
 *
 * const counts = { rows: 3, batchSize: 2, async *epoch() { yield [1, 2]; yield [3] } }
 * const halves = mapBatches(counts, (batch) => batch.map((value) => value / 2))
 * const seen: number[][] = []
 * for await (const batch of halves.epoch(0)) seen.push(batch)
 * console.log(seen) // → [[0.5, 1], [1.5]]
 * ```
 * @see tf.data.Dataset.map
 */
export function mapBatches<From, To>(
  stream: BatchStream<From>,
  transform: (batch: From, place: BatchPlace) => To | Promise<To>,
): BatchStream<To> {
  return {
    rows: stream.rows,
    batchSize: stream.batchSize,
    async *epoch(epoch) {
      let step = 0
      for await (const batch of stream.epoch(epoch)) yield await transform(batch, { epoch, step: step++ })
    },
  }
}
