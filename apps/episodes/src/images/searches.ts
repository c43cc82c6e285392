import { convolutionalNetwork } from '@dlw/models'
import { earlyStopping, type LabelledData } from '@dlw/train'
import { choice, decimal, gridSearch, integer, tune } from '@dlw/train/tuner'
import type { NetworkOptions } from './network-options.ts'
import { withDropout } from './networks.ts'
import { compiled } from './steps.ts'

/** Pictures to learn from and to choose by. */
export interface SearchData extends LabelledData {
  validation: LabelledData
}

/** How long the searches may train. */
export interface SearchOptions extends NetworkOptions {
  epochs: number
}

/** How much dropout is best? Six networks, trained until they no longer improve; the best validation loss of each. */
export async function dropoutCurve(data: SearchData, { epochs, ...options }: SearchOptions) {
  // #region dropout-rates
  const result = await tune(({ rate }) => compiled(withDropout({ ...options, rate, blocks: 3 })), data, {
    space: { rate: choice([0.2, 0.4, 0.6, 0.8, 0.9, 0.95]) },
    strategy: gridSearch(),
    objective: 'val_loss',
    epochs,
    callbacks: [earlyStopping({ patience: 5 })],
    seed: options.seed,
  })
  // #endregion
  return result
}

/** The lesson's first grid: how many blocks, and how much dropout. */
export async function gridOne(data: SearchData, { epochs, ...options }: SearchOptions) {
  // #region grid-one
  const result = await tune(
    ({ layers, dropout }) => compiled(withDropout({ ...options, rate: dropout, blocks: layers })),
    data,
    {
      space: { layers: integer({ min: 1, max: 2 }), dropout: decimal({ min: 0.2, max: 0.8, step: 0.3 }) },
      strategy: gridSearch(),
      objective: 'val_loss',
      epochs,
      seed: options.seed,
    },
  )
  // #endregion
  return result
}

/** The lesson's second grid: the size of the kernels, and the activation. */
export async function gridTwo(data: SearchData, { epochs, ...options }: SearchOptions) {
  // #region grid-two
  const result = await tune(
    ({ kernelSize, activation }) => {
      const block = { filters: 50, kernelSize }
      return compiled(convolutionalNetwork({ ...options, blocks: [block, block, block], hidden: [50], activation }))
    },
    data,
    {
      space: { kernelSize: integer({ min: 3, max: 4 }), activation: choice(['relu', 'tanh']) },
      strategy: gridSearch(),
      objective: 'val_loss',
      epochs,
      seed: options.seed,
    },
  )
  // #endregion
  return result
}
