// #region study
import { loadPenguins, oneHot, standardScaler, trainValidationTestSplit } from '@dlw/data'
import { denseNetwork } from '@dlw/models'
import { compile, earlyStopping } from '@dlw/train'
import { choice, decimal, type TrialContext, type TuneData, type ValuesOf } from '@dlw/train/tuner'

export const space = {
  hidden: choice([4, 10, 30]),
  learningRate: decimal({ min: 0.001, max: 0.1, sampling: 'log' }),
}

/** Called once in each worker. */
export async function data(): Promise<TuneData> {
  const penguins = loadPenguins().drop('island', 'sex').dropMissing()
  const { values: y } = oneHot(penguins.labels('species'))
  const { train, validation } = trainValidationTestSplit(
    { x: penguins.drop('species'), y },
    { validationSize: 0.15, testSize: 0.15, seed: 0 },
  )
  const scaler = standardScaler().fit(train.x)
  return {
    x: scaler.transform(train.x),
    y: train.y,
    validation: { x: scaler.transform(validation.x), y: validation.y },
  }
}

/** Called for each trial. */
export function build({ hidden, learningRate }: ValuesOf<typeof space>, { seed }: TrialContext) {
  const model = denseNetwork({ inputs: 4, hidden: [hidden], outputs: 3, outputActivation: 'softmax', seed })
  compile(model, { optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'], learningRate })
  return model
}

/** For every training. */
export const callbacks = [earlyStopping({ patience: 5 })]
// #endregion
