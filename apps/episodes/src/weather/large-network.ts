import { useBackend } from '@dlw/backend'
import { denseNetwork } from '@dlw/models'
import { compile, fit } from '@dlw/train'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { ProgramContext, ProgramOptions } from '../program.ts'
import type { TrainingOptions } from '../training-options.ts'
import { type Days, daysOf } from './days.ts'
import { load } from './load.ts'

/** Steps 4 and 5: two hidden layers, with more parameters than there are days to learn from. */
export function build(seed: number): LayersModel {
  // #region build
  const large = denseNetwork({ inputs: 89, hidden: [100, 50], outputs: 1, name: 'weather_prediction_model', seed })
  // #endregion
  // #region compile
  compile(large, { optimizer: 'adam', loss: 'mse', metrics: ['rootMeanSquaredError'] })
  // #endregion
  return large
}

/** Step 6. */
export async function learn(
  large: LayersModel,
  { train, validation }: Days,
  { seed, epochs, progress }: TrainingOptions,
) {
  // #region fit
  const history = await fit(large, train, { epochs, seed, validation, callbacks: [progress] })
  // #endregion
  return history
}

/** Runs in the page: trains the large network and watches the validation loss. */
export async function largeNetwork({ seed, device, epochs, data }: ProgramOptions, context: ProgramContext) {
  context.backend(await useBackend(device))
  const days = daysOf(await load(data), { days: 1096 })
  await learn(build(seed), days, { seed, epochs, progress: context.training('large network') })
  return {}
}
