import type { ModelData } from './model-data.ts'

/** Rows with their targets. */
export interface LabelledData {
  /** Features `[rows, …]`, as the model's input takes them; a list for a model with several inputs. */
  x: ModelData
  /** Targets `[rows, …]`, as the model's output gives them; class numbers `[rows]` for a sparse loss. */
  y: ModelData
}
