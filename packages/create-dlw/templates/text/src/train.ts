import { type Callback, earlyStopping, fit } from '@dlw/train'
import type { Prepared } from './data.ts'
import { buildModel, type Settings } from './model.ts'

/** Options of {@link train}: `show` are callbacks, such as a progress bar. */
export type TrainOptions = { settings: Settings; seed: number; epochs?: number; show?: Callback[] }

/** Trains until the loss on the validation messages has not improved for three epochs, and keeps the best weights. */
export async function train(
  { train, validation, ...data }: Prepared,
  { settings, seed, epochs = 10, show = [] }: TrainOptions,
) {
  const size = { words: data.vocabulary.length, length: data.length, classes: data.classes.length }
  const model = buildModel(size, settings, seed)
  const callbacks = [earlyStopping({ patience: 3, restoreBestWeights: true }), ...show]
  const history = await fit(model, train, { epochs, seed, validation, callbacks })
  return { model, history }
}
