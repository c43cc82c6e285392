import { standardScaler } from '@dlw/data'
import { denseNetwork, parameterCount } from '@dlw/models'
import { type Callback, compile, earlyStopping, fit, predict } from '@dlw/train'
import type { Entry } from './comparison.ts'
import type { Days } from './days.ts'
import { errorOf, type Part } from './error-of.ts'

/** How an ensemble is trained. */
export interface EnsembleOptions {
  seed: number
  /** How many networks, each from its own seed. */
  members: number
  /** At most. */
  epochs: number
  /** Returns a callback that shows the progress of the training `name`. */
  training: (name: string) => Callback
}

/**
 * A step beyond the lesson, chosen by its validation error: standardised inputs, dropout against overfitting, early
 * stopping that goes back to the best epoch, and the mean of several networks' predictions.
 *
 * @param days With the season among the features.
 */
export async function ensemble(days: Days, { seed, members, epochs, training }: EnsembleOptions): Promise<Entry> {
  // #region ensemble
  const scaler = standardScaler().fit(days.train.x)
  const x = {
    train: scaler.transform(days.train.x),
    validation: scaler.transform(days.validation.x),
    test: scaler.transform(days.test.x),
  }
  const predictions = { train: [] as number[][], validation: [] as number[][], test: [] as number[][] }
  let parameters = 0
  let longest = 0
  for (let member = 0; member < members; member += 1) {
    const model = denseNetwork({
      inputs: days.features,
      hidden: [64, 32],
      outputs: 1,
      dropout: 0.3,
      seed: seed + member,
    })
    compile(model, { optimizer: 'adam', loss: 'mse' })
    const history = await fit(
      model,
      { x: x.train, y: days.train.y },
      {
        epochs,
        seed: seed + member,
        validation: { x: x.validation, y: days.validation.y },
        callbacks: [
          earlyStopping({ patience: 12, restoreBestWeights: true }),
          training(`${days.name}, network ${member + 1}`),
        ],
      },
    )
    for (const part of ['train', 'validation', 'test'] as const) {
      predictions[part].push((await predict(model, x[part])).flat())
    }
    // #endregion
    parameters += parameterCount(model).total
    longest = Math.max(longest, history.epochs.length)
    model.dispose()
  }
  const error = (part: Part): number => errorOf(days[part].y, means(predictions[part]))
  return {
    name: 'ensemble',
    days,
    parameters,
    epochs: longest,
    trainRmse: error('train'),
    validationRmse: error('validation'),
    testRmse: error('test'),
  }
}

/** The members' mean for each day. */
function means(members: readonly number[][]): number[] {
  return members[0]!.map((_, day) => members.reduce((sum, member) => sum + member[day]!, 0) / members.length)
}
