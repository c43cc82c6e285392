import { parseCsv } from '../csv/parse-csv.ts'
import type { Table } from '../table/table.ts'
import { penguinsCsv } from './penguins-csv.ts'

/**
 * The Palmer penguins: 344 birds of three species, 7 columns (`species`, `island`, `bill_length_mm`, `bill_depth_mm`,
 * `flipper_length_mm`, `body_mass_g`, `sex`). The rows are in the package: nothing is downloaded.
 *
 * Two birds lack all measures, eleven lack the sex. Source, licence (CC0) and citation: `datasets/penguins/card.json`.
 *
 * @example
 * ```ts
 * import { loadPenguins } from '@dlw/data'
 *
 * const penguins = loadPenguins()
 * penguins.shape // → [344, 7]
 * penguins.drop('island', 'sex').dropMissing().groupCount('species') // → { Adelie: 151, Chinstrap: 68, Gentoo: 123 }
 * ```
 * @see seaborn.load_dataset('penguins')
 */
export function loadPenguins(): Table {
  return parseCsv(penguinsCsv, { separator: ',' })
}
