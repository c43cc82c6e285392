import { useBackend } from '@dlw/backend'
import { decodeOneHot, loadPenguins, oneHot, standardScaler, type Table, trainTestSplit } from '@dlw/data'
import { denseNetwork } from '@dlw/models'
import { classificationReport, compile, confusionMatrix, fit, predict } from '@dlw/train'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { ProgramContext, ProgramOptions } from '../program.ts'
import type { TrainingOptions } from '../training-options.ts'
import { ownPenguin } from './own-penguin.ts'

/** Step 3: leaves out gaps and words, encodes the species, keeps one fifth of the rows back. */
export function prepare(table: Table) {
  // #region prepare
  const complete = table.drop('island', 'sex').dropMissing()
  const features = complete.drop('species')
  const target = oneHot(complete.labels('species'))
  const { train, test } = trainTestSplit(
    { x: features, y: target.values },
    { testSize: 0.2, seed: 0, stratify: target.values },
  )
  // #endregion
  return { complete, target, train, test }
}

type Penguins = ReturnType<typeof prepare>

/** Steps 4 and 5: four inputs, ten hidden neurons, three species. */
export function build(seed: number): LayersModel {
  // #region build
  const model = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed })
  // #endregion
  // #region compile
  compile(model, { optimizer: 'adam', loss: 'categoricalCrossentropy' })
  // #endregion
  return model
}

/** Step 6. */
export async function learn(model: LayersModel, train: Penguins['train'], { seed, epochs, progress }: TrainingOptions) {
  // #region fit
  const history = await fit(model, train, { epochs, seed, callbacks: [progress] })
  // #endregion
  return history
}

/** Step 7: the probability of each species, and the most probable one. */
export async function predictSpecies(model: LayersModel, { test, target }: Penguins) {
  // #region predict
  const probabilities = await predict(model, test.x)
  const predicted = decodeOneHot(probabilities, target.classes)
  // #endregion
  return { probabilities, predicted }
}

/** Step 8. */
export function measure(predicted: string[], { test, target }: Pick<Penguins, 'test' | 'target'>) {
  // #region measure
  const actual = decodeOneHot(test.y, target.classes)
  const matrix = confusionMatrix(actual, predicted, { classes: target.classes })
  const report = classificationReport(actual, predicted)
  // #endregion
  return { actual, matrix, report }
}

/** Step 9: the same network, trained on features of one scale. */
export async function refine({ train, test, target }: Penguins, { seed, epochs, progress }: TrainingOptions) {
  // #region refine
  const scaler = standardScaler().fit(train.x)
  const scaled = {
    train: { x: scaler.transform(train.x), y: train.y },
    test: { x: scaler.transform(test.x), y: test.y },
  }
  const refined = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed })
  compile(refined, { optimizer: 'adam', loss: 'categoricalCrossentropy' })
  const refinedHistory = await fit(refined, scaled.train, { epochs, seed, callbacks: [progress] })
  const refinedSpecies = decodeOneHot(await predict(refined, scaled.test.x), target.classes)
  // #endregion
  const refinedMatrix = measure(refinedSpecies, { test, target }).matrix
  return { refined, scaler, refinedHistory, refinedSpecies, refinedMatrix }
}

/** Runs in the page: trains on the features as they were measured. */
export async function rawFeatures({ seed, device, epochs }: ProgramOptions, context: ProgramContext) {
  context.backend(await useBackend(device))
  const penguins = prepare(loadPenguins())
  const model = build(seed)
  await learn(model, penguins.train, { seed, epochs, progress: context.training('raw features') })
  const { predicted } = await predictSpecies(model, penguins)
  return { matrix: measure(predicted, penguins).matrix }
}

/** Runs in the page: trains on the features as they were measured, then on standardised ones. */
export async function bothScales(options: ProgramOptions, context: ProgramContext) {
  const { matrix } = await rawFeatures(options, context)
  const penguins = prepare(loadPenguins())
  const { seed, epochs } = options
  const { refined, scaler, refinedMatrix } = await refine(penguins, {
    seed,
    epochs,
    progress: context.training('standardised'),
  })
  const { complete, target } = penguins
  return { matrix, refinedMatrix, network: ownPenguin(refined, scaler, complete, target.classes) }
}
