import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { apps } from './paths.ts'

/** What the site carries for its live runs where the build finds it: data sets and trained networks, by a file of each. */
export const sets = {
  weather: 'weather_prediction_dataset_light.csv',
  'sign-language-digits-64': 'class_names.json',
  'mobilenet_v1_0.5_160': 'model.json',
  /** The small network of the lesson's own, which is always there. */
  'shapes-base': 'model.json',
} as const

export type SetName = keyof typeof sets

/** The folder of a set on the machine that builds, or undefined where it is not at hand. */
export function folderAtHand(name: SetName): string | undefined {
  if (name === 'shapes-base') return join(apps, 'episodes/src/shapes/base')
  const homes = [
    process.env.DLW_DATA_HOME,
    process.env.DLW_WEIGHTS_HOME,
    join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'dlw'),
    join(homedir(), 'Library/Caches/dlw'),
  ]
  return homes
    .flatMap((home) => (home ? [join(home, name)] : []))
    .find((folder) => existsSync(join(folder, sets[name])))
}

/** The files of a set that the site carries; none where it is not at hand. */
export function filesAtHand(name: SetName): string[] {
  const folder = folderAtHand(name)
  return folder ? readdirSync(folder).filter((file) => /\.(csv|json|npy|bin)$/.test(file)) : []
}
