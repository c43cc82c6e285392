import { useBackend } from '@dlw/backend'
import { denseNetwork } from '@dlw/models'
import { compile, fit } from '@dlw/train'
import type { ProgramContext, ProgramOptions } from '../program.ts'
import type { TrainingOptions } from '../training-options.ts'
import { type Days, daysOf } from './days.ts'
import { load } from './load.ts'

/** Step 9, fewer parameters: a network that cannot learn the days by heart. */
export async function trainSmall({ train, validation }: Days, { seed, epochs, progress }: TrainingOptions) {
  // #region small
  const small = denseNetwork({ inputs: 89, hidden: [10, 5], outputs: 1, seed })
  compile(small, { optimizer: 'adam', loss: 'mse', metrics: ['rootMeanSquaredError'] })
  const history = await fit(small, train, { epochs, seed, validation, callbacks: [progress] })
  // #endregion
  return { small, history }
}

/** Runs in the page: trains the small network and watches the validation loss. */
export async function smallNetwork({ seed, device, epochs, data }: ProgramOptions, context: ProgramContext) {
  context.backend(await useBackend(device))
  const days = daysOf(await load(data), { days: 1096 })
  await trainSmall(days, { seed, epochs, progress: context.training('small network') })
  return {}
}
