import { parameterCount } from '@dlw/models'
import { evaluate } from '@dlw/train'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Entry } from './comparison.ts'
import type { Days } from './days.ts'

/** The errors of a trained network on its three parts, in hours. */
export async function measure(
  name: string,
  model: LayersModel,
  { days, epochs }: { days: Days; epochs: number },
): Promise<Entry> {
  const error = async (part: Days['train']): Promise<number> => (await evaluate(model, part)).root_mean_squared_error!
  return {
    name,
    days,
    parameters: parameterCount(model).total,
    epochs,
    trainRmse: await error(days.train),
    validationRmse: await error(days.validation),
    testRmse: await error(days.test),
  }
}
