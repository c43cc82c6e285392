import type { UseBackendOptions } from '@dlw/backend'
import type { Callback } from '@dlw/train'

/**
 * Where an episode performs: a terminal, a report, a page. An episode only says what there is to see;
 * the stage decides how it looks.
 */
export interface Stage {
  /** Opens the next of the ten steps of the workflow. */
  step(title: string): void
  /** Says one sentence in the episode's own words. */
  say(sentence: string): void
  /** Prints a value that has a readable text: a table, a summary, a report. */
  print(value: string | { toString(): string }): void
  /** Shows a figure. `draw` is called only where figures are wanted. */
  figure(name: string, caption: string, draw: () => SVGElement): Promise<void>
  /** A callback that shows the progress of a training. */
  progress(): Callback
}

/** What every episode is told. */
export interface EpisodeOptions {
  /** The seed of the training: weights and shuffling. The lesson splits its data with seed 0 whatever this is. */
  seed: number
  /** What `useBackend` is told: nothing for the best device here, or the one the reader prefers. */
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

/** An episode runs its ten steps on a stage and returns the numbers that `--json` prints. */
export type Episode = (options: EpisodeOptions, stage: Stage) => Promise<Record<string, unknown>>
