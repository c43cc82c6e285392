/**
 * Rows that come batch by batch, so that a set larger than memory can be trained on: what {@link streamImageFolder}
 * gives and `fit`, `evaluate` and `predict` of @dlw/train take.
 *
 * @see tf.data.Dataset
 */
export interface BatchStream<Batch> {
  /** Rows of an epoch. */
  readonly rows: number
  /** Rows of a batch; the last of an epoch holds what is left. */
  readonly batchSize: number
  /** The batches of an epoch, numbered from 0. The same number gives the same rows in the same order. */
  epoch(index: number): AsyncIterable<Batch>
}

/** Which batch of which epoch, both counted from 0. */
export interface BatchPlace {
  epoch: number
  step: number
}

/**
 * A stream whose batches are changed on their way: scaled, augmented, put into the names that `fit` wants.
 *
 * @param stream Where the batches come from.
 * @param transform Makes a new batch of each, of as many rows. What it draws at random takes its seed from `place`, so
 * that an epoch is the same each time.
 * @returns A stream of as many rows; nothing is read until an epoch begins.
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
