import { accuracy, type Callback, earlyStopping, fit, predictClasses } from '@dlw/train'
import { features, type Prepared } from './data.ts'
import { buildModel } from './model.ts'

/** Trains until the loss on the validation rows has not improved for ten epochs, then measures on the test rows. */
export async function train(data: Prepared, options: { seed: number; show?: Callback[] }) {
  const { seed, show = [] } = options
  const { train, validation, test, classes } = data
  const model = buildModel({ inputs: features.length, classes: classes.length }, seed)
  const callbacks = [earlyStopping({ patience: 10, restoreBestWeights: true }), ...show]
  await fit(model, train, { epochs: 100, seed, validation, callbacks })
  const truth = test.y.map((row) => classes[row.indexOf(1)]!)
  return { model, accuracy: accuracy(truth, await predictClasses(model, test.x, { classes })) }
}
