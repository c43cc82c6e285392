import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The files of data sets that the site carries with it where the build finds them: under `DLW_DATA_HOME`, or cached. */
export const dataFiles = { weather: 'weather_prediction_dataset_light.csv' } as const

/** Where a data set's file lies on the machine that builds, or undefined where it is not at hand. */
export function dataAtHand(name: keyof typeof dataFiles): string | undefined {
  const homes = [
    process.env.DLW_DATA_HOME,
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dlw'),
    join(homedir(), 'Library/Caches/dlw'),
  ]
  return homes.flatMap((home) => (home ? [join(home, name, dataFiles[name])] : [])).find((path) => existsSync(path))
}
