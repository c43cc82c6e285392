import { rejectUnknownOptions } from '../arguments/reject-unknown-options.ts'
import { parseCsv } from '../csv/parse-csv.ts'
import { fetchVerified } from '../files/fetch-verified.ts'
import { type LoadOptions, loadOptions } from '../files/remote-file.ts'
import type { Table } from '../table/table.ts'
import { weatherFile } from './weather-file.ts'

/**
 * The weather prediction dataset, light version: 3,654 days (2000-01-01 to 2010-01-01) × 91 columns: `DATE`, `MONTH` and
 * up to nine measures of eleven European places, for example `BASEL_sunshine` in hours.
 *
 * The file (1.5 MB) is downloaded once, checked, and kept in the user's cache; a folder that holds it already can be
 * named as `directory`, or, with a subfolder `weather`, as `DLW_DATA_HOME`. Source, licence, citation and units:
 * `datasets/weather/card.json`.
 *
 * @throws Error when the file is not available; it says what to download and where to put it.
 *
 * @example
 * ```ts
 * import { loadWeather } from '@dlw/data'
 *
 * const days = await loadWeather()
 * days.shape // → [3654, 91]
 * days.columns.slice(0, 3) // → ['DATE', 'MONTH', 'BASEL_cloud_cover']
 * ```
 */
export async function loadWeather(options: LoadOptions = {}): Promise<Table> {
  rejectUnknownOptions('loadWeather', options, loadOptions)
  return parseCsv(new TextDecoder().decode(await fetchVerified(weatherFile, options)), { separator: ',' })
}
