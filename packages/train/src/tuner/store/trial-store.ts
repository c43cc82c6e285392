import type { NamedArray } from '@dlw/models/weights'
import type { Trial } from '../run/trial.ts'
import { randomId } from './random-id.ts'

/** Where the trials of a search are kept. */
export interface TrialStore {
  /** Tells this search from all others, for as long as its trials are kept. */
  readonly id: string
  /** Trials of an earlier run of the same search, in the order of their ids. */
  readonly trials: readonly Trial[]
  /** Keeps a trial, in place of what was kept under its id. */
  save(trial: Trial): Promise<void>
  saveWeights(id: string, weights: readonly NamedArray[]): Promise<void>
  /** Forgets all weights but those of these trials. */
  keepWeights(ids: readonly string[]): Promise<void>
  loadWeights(id: string): Promise<readonly NamedArray[] | undefined>
  close(): Promise<void>
}

/** Keeps nothing beyond the process. */
export function memoryStore(): TrialStore {
  const weights = new Map<string, readonly NamedArray[]>()
  return {
    id: randomId(),
    trials: [],
    async save() {},
    async saveWeights(id, arrays) {
      weights.set(id, arrays)
    },
    async keepWeights(ids) {
      for (const id of weights.keys()) if (!ids.includes(id)) weights.delete(id)
    },
    async loadWeights(id) {
      return weights.get(id)
    },
    async close() {},
  }
}
