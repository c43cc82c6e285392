import { joinPath, listFolder, makeFolder, readIfPresent, removeFile, writeAtomically } from '@dlw/data/files'
import { formatSafetensors, parseSafetensors } from '@dlw/models/weights'
import { lockDirectory } from './directory-lock.ts'
import { isRecord, received } from './plain-results.ts'
import { randomId } from './random-id.ts'
import { readJson, readTrials, trialFile } from './read-trials.ts'
import { plainSettings, settingsDifference } from './settings-difference.ts'
import type { TrialStore } from './trial-store.ts'

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)

/**
 * Keeps a search in a directory: `search.json` says what is searched, `trial-0000.json` and the following each hold a
 * trial, `trial-0000.safetensors` the weights of the best. A file takes its name when it is whole. Node only.
 *
 * @throws RangeError when the directory holds another search, with the difference; Error while another process works
 * there, or when a file cannot be read or written.
 */
export async function directoryStore(directory: string, settings: object): Promise<TrialStore> {
  await makeFolder(directory)
  const unlock = await lockDirectory(directory)
  try {
    const names = await listFolder(directory)
    if (!names.includes('search.json') && names.some((name) => trialFile.test(name))) {
      throw new RangeError(
        `tune: expected search.json beside the trials in directory=${directory}, received none. Give a new search a directory of its own.`,
      )
    }
    const id = await checkSettings(joinPath(directory, 'search.json'), settings, directory)
    for (const name of names.filter((name) => name.endsWith('.partial'))) await removeFile(joinPath(directory, name))
    const trials = await readTrials(directory)
    return {
      id,
      trials,
      async save(trial) {
        await writeAtomically(joinPath(directory, `trial-${trial.id}.json`), encode(trial))
      },
      async saveWeights(id, arrays) {
        const bytes = formatSafetensors({ arrays: [...arrays], metadata: { trial: id } })
        await writeAtomically(joinPath(directory, `trial-${id}.safetensors`), bytes)
      },
      async keepWeights(ids) {
        const kept = ids.map((id) => `trial-${id}.safetensors`)
        for (const name of await listFolder(directory)) {
          if (name.endsWith('.safetensors') && !kept.includes(name)) await removeFile(joinPath(directory, name))
        }
      },
      async loadWeights(id) {
        const bytes = await readIfPresent(joinPath(directory, `trial-${id}.safetensors`))
        return bytes && parseSafetensors(bytes).arrays
      },
      close: unlock,
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

/** Compares a search with the one the directory holds, and returns the id they share. */
async function checkSettings(path: string, settings: object, directory: string): Promise<string> {
  const held = await readJson(path)
  if (held === undefined) {
    const id = randomId()
    await writeAtomically(path, encode({ id, ...settings }))
    return id
  }
  const { id, ...before } = isRecord(held) ? held : { id: undefined }
  if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id)) {
    throw new RangeError(
      `tune: expected the settings of a search in ${path}, received id=${received(id)}. Give a new search a directory of its own.`,
    )
  }
  const difference = settingsDifference(plainSettings(before), plainSettings(settings))
  if (difference.length === 0) return id
  throw new RangeError(
    `tune: expected the search that directory=${directory} holds, received another:\n  ${difference.join('\n  ')}\nGive a new search a directory of its own.`,
  )
}
