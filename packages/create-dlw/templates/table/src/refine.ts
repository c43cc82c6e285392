import { earlyStopping } from '@dlw/train'
import { choice, gridSearch, tune } from '@dlw/train/tuner'
import type { Prepared } from './data.ts'
import { buildModel } from './model.ts'

/** Trains a network for each combination of settings. The validation rows say which is best. */
export function refine({ train, validation, classes }: Prepared, options: { epochs: number; seed: number }) {
  const size = { inputs: train.x.shape[1], classes: classes.length }
  return tune(
    (settings, { seed }) => buildModel(size, settings, seed),
    { ...train, validation },
    {
      space: { units: choice([5, 10, 20]), learningRate: choice([0.003, 0.01]) },
      strategy: gridSearch(),
      objective: 'val_loss',
      callbacks: () => [earlyStopping({ patience: 10 })],
      ...options,
    },
  )
}
