import type { ScoredTrial } from './scored-trial.ts'

/** A scored trial with the colour of its rank. */
export interface DrawnTrial extends ScoredTrial {
  color: string
}
