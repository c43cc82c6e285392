import { denseNetwork } from '@dlw/models'
import { compile, earlyStopping, fit } from '@dlw/train'
import type { TrainingOptions } from '../training-options.ts'
import type { Days } from './days.ts'

/** Step 9, batch normalization: every input on the same scale, and five times as long to learn. */
export async function trainNormalised(days: Days, { seed, epochs, progress }: TrainingOptions) {
  // #region batch-normalization
  const model = denseNetwork({ inputs: days.features, hidden: [100, 50], outputs: 1, batchNormalization: true, seed })
  compile(model, { optimizer: 'adam', loss: 'mse', metrics: ['rootMeanSquaredError'] })
  const history = await fit(model, days.train, {
    epochs: 5 * epochs,
    seed,
    validation: days.validation,
    callbacks: [earlyStopping({ patience: 10 }), progress],
  })
  // #endregion
  return { model, history }
}
