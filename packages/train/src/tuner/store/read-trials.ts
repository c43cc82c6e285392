import { joinPath, listFolder, readIfPresent } from '@dlw/data/files'
import type { Trial } from '../run/trial.ts'
import { storedTrial } from './stored-trial.ts'

/** The names of files that hold trials. */
export const trialFile: RegExp = /^trial-(\d+)\.json$/

/** Reads the JSON in a file; undefined where there is none. */
export async function readJson(path: string): Promise<unknown> {
  const bytes = await readIfPresent(path)
  if (!bytes) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw new Error(
      `tune: expected JSON in ${path}, received ${(cause as Error).message}. Remove the file to run its trial again.`,
      { cause },
    )
  }
}

/** The trials in the directory of a search, in the order of their ids. */
export async function readTrials(directory: string): Promise<Trial[]> {
  const trials: Trial[] = []
  for (const name of await listFolder(directory)) {
    const id = trialFile.exec(name)?.[1]
    const path = joinPath(directory, name)
    if (id !== undefined) trials.push(storedTrial(await readJson(path), { id, path }))
  }
  // By number: the name of trial 10000 comes before that of trial 2000.
  return trials.sort((a, b) => Number(a.id) - Number(b.id))
}
