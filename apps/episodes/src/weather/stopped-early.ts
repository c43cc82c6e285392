import { useBackend } from '@dlw/backend'
import { denseNetwork } from '@dlw/models'
import { compile, earlyStopping, fit } from '@dlw/train'
import type { ProgramContext, ProgramOptions } from '../program.ts'
import type { TrainingOptions } from '../training-options.ts'
import { type Days, daysOf } from './days.ts'
import { load } from './load.ts'

/** Step 9, early stopping: the large network, for as long as the validation loss improves. */
export async function trainUntilItStalls({ train, validation }: Days, { seed, epochs, progress }: TrainingOptions) {
  // #region early-stopping
  const stopped = denseNetwork({ inputs: 89, hidden: [100, 50], outputs: 1, seed })
  compile(stopped, { optimizer: 'adam', loss: 'mse', metrics: ['rootMeanSquaredError'] })
  const stop = earlyStopping({ monitor: 'val_loss', patience: 10 })
  const history = await fit(stopped, train, { epochs, seed, validation, callbacks: [stop, progress] })
  // #endregion
  return { stopped, history }
}

/** Runs in the page: trains the large network until its validation loss no longer improves. */
export async function stoppedEarly({ seed, device, epochs, data }: ProgramOptions, context: ProgramContext) {
  context.backend(await useBackend(device))
  const days = daysOf(await load(data), { days: 1096 })
  await trainUntilItStalls(days, { seed, epochs, progress: context.training('early stopping') })
  return {}
}
