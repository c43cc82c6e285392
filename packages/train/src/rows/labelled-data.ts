import type { BatchStream, Numeric } from '@dlw/data'
import type { PerName } from './by-name.ts'
import type { ModelData } from './model-data.ts'

/**
 * How much rows count in the loss: `[rows]`, or `[rows, steps]` for the steps of a sequence. With several outputs the same
 * for all, or one for each, by position or by name.
 */
export type SampleWeight = Numeric | PerName<Numeric>

/** Rows with their targets. */
export interface LabelledData {
  /** Features `[rows, …]`, as the model's input takes them; with several inputs a list, or an object by their names. */
  x: ModelData
  /**
   * Targets `[rows, …]`, as the model's output gives them; class numbers `[rows]` for a sparse loss. With several outputs a
   * list, or an object by their names, which may leave out those that are neither trained nor measured.
   */
  y: ModelData
  /** How much each row counts in the loss. Defaults to once. */
  sampleWeight?: SampleWeight
}

/** Rows with their targets that come batch by batch: more of them than memory holds. */
export type LabelledStream = BatchStream<LabelledData>

/** Whether rows come batch by batch. */
export const isStream = <Batch>(data: unknown): data is BatchStream<Batch> =>
  typeof (data as Partial<BatchStream<Batch>> | undefined)?.epoch === 'function'
