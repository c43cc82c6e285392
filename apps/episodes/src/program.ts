import type { UseBackendOptions } from '@dlw/backend'
import type { RunContext } from './run-context.ts'

/** What the page gives a program. */
export interface ProgramOptions {
  seed: number
  /** Options of `useBackend`. */
  device: UseBackendOptions
  epochs: number
  /** The address of the folder with the program's data; undefined where the program has its own. */
  data: string | undefined
  /** The address of the `model.json` to build on, where the program does. */
  weights: string | undefined
}

/** What the page shows of a program. */
export interface ProgramContext extends Pick<RunContext, 'backend' | 'say' | 'training'> {
  /** Shows the score that a training with this seed reached, from 0 to 1. */
  score(training: string, seed: number, value: number): void
}

/** A program trains in the page with steps of an episode. It returns what the page shows at the end. */
export type Program = (options: ProgramOptions, context: ProgramContext) => Promise<Record<string, unknown>>
