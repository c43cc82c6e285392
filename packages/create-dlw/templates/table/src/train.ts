import { type Callback, earlyStopping, fit } from '@dlw/train'
import type { Prepared } from './data.ts'
import { buildModel, type Settings } from './model.ts'

/** Options of {@link train}: `show` are callbacks, such as a progress bar. */
export type TrainOptions = { settings: Settings; seed: number; epochs?: number; show?: Callback[] }

/** Trains until the loss on the validation rows has not improved for ten epochs, and keeps the best weights. */
export async function train(
  { train, validation, classes }: Prepared,
  { settings, seed, epochs = 100, show = [] }: TrainOptions,
) {
  const model = buildModel({ inputs: train.x.shape[1], classes: classes.length }, settings, seed)
  const callbacks = [earlyStopping({ patience: 10, restoreBestWeights: true }), ...show]
  const history = await fit(model, train, { epochs, seed, validation, callbacks })
  return { model, history }
}
