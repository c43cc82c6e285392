import type { UseBackendOptions } from '@dlw/backend'
import type { RunContext } from './run-context.ts'

/** What every episode is given. */
export interface EpisodeOptions {
  /** The seed of the training: weights and shuffling. The lesson splits its data with seed 0 whatever this is. */
  seed: number
  /** Options of `useBackend`: none for the best device here, or the one the reader prefers. */
  device: UseBackendOptions
  /** Fewer epochs, the same steps. Defaults to false. */
  quick: boolean
  /** A folder with the reader's own data, where the episode takes one. */
  data: string | undefined
  /** The pretrained network to build on, where the episode does. */
  backbone?: string | undefined
  /** A file or folder with its weights. */
  weights?: string | undefined
  /** Whether to search for good settings, which trains many networks, where the episode does. Defaults to true. */
  search?: boolean | undefined
  /** A folder for what the episode saves (models); removed afterwards where the reader named none. */
  directory: string
}

/** An episode runs its ten steps and returns the numbers that `--json` prints. */
export type Episode = (options: EpisodeOptions, context: RunContext) => Promise<Record<string, unknown>>
