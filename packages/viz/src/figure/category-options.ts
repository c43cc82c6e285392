import type { PlotOptions } from './plot-options.ts'

/** Options of plots by category. */
export interface CategoryOptions extends PlotOptions {
  /** Name of the category column. */
  x?: string
  /** Name of the numeric column. */
  y?: string
  /** Name of a column whose values are shown side by side in each category, in different colours. Defaults to none. */
  hue?: string
  /** Display names of columns, for instance with a unit: `{ mass_g: 'Mass (g)' }`. */
  labels?: Readonly<Record<string, string>>
}
