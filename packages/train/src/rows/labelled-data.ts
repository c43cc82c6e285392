import type { BatchStream } from '@dlw/data'
import type { ModelData } from './model-data.ts'

/** Rows with their targets. */
export interface LabelledData {
  /** Features `[rows, …]`, as the model's input takes them; a list for a model with several inputs. */
  x: ModelData
  /** Targets `[rows, …]`, as the model's output gives them; class numbers `[rows]` for a sparse loss. */
  y: ModelData
}

/** Rows with their targets that come batch by batch: more of them than memory holds. */
export type LabelledStream = BatchStream<LabelledData>

/** Whether rows come batch by batch. */
export const isStream = <Batch>(data: unknown): data is BatchStream<Batch> =>
  typeof (data as Partial<BatchStream<Batch>> | undefined)?.epoch === 'function'
