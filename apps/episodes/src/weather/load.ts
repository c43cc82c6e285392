import { loadWeather, type Table } from '@dlw/data'

/** Step 2: the lesson's table from the folder `data`, or from where it is published. */
export async function load(data: string | undefined): Promise<Table> {
  // #region load
  const table = await loadWeather(data === undefined ? {} : { directory: data })
  // #endregion
  return table
}
