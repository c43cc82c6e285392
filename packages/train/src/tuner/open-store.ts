import { directoryStore } from './directory-store.ts'
import { memoryStore, type TrialStore } from './trial-store.ts'

/** The directory of a search, or memory where there is none. */
export async function openStore(directory: string | undefined, settings: object): Promise<TrialStore> {
  return directory === undefined ? memoryStore() : directoryStore(directory, settings)
}
