import { directoryStore } from './directory-store.ts'
import { memoryStore, type TrialStore } from './trial-store.ts'

/** The directory of a search, or memory where there is none. */
export async function openStore(directory: string | undefined, settings: object): Promise<TrialStore> {
  if (directory === undefined) return memoryStore()
  if (typeof process === 'undefined') {
    throw new Error(
      `tune: expected Node for directory=${directory}, received a browser. Leave it out: trials are then kept in memory.`,
    )
  }
  return directoryStore(directory, settings)
}
