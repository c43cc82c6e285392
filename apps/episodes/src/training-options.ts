import type { Callback } from '@dlw/train'

/** How a step of an episode trains. */
export interface TrainingOptions {
  seed: number
  epochs: number
  /** Shows how the training goes. */
  progress: Callback
}
