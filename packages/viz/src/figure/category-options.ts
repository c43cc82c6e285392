import type { PlotOptions } from './plot-options.ts'

/** What plots by categories accept. */
export interface CategoryOptions extends PlotOptions {
  /** Name of the column of categories below the axis. */
  x?: string
  /** Name of the column of numbers. */
  y?: string
  /** Name of a column whose values stand side by side in each category, in colours of their own. Defaults to none. */
  hue?: string
  /** Names to print instead of the columns' own, for instance with a unit: `{ mass_g: 'Mass (g)' }`. */
  labels?: Readonly<Record<string, string>>
}
