import { useBackend } from '@dlw/backend'
import { decodeOneHot, loadPenguins, oneHot, standardScaler, Table, trainTestSplit } from '@dlw/data'
import { denseNetwork, loadModel, parameterCount, saveModel, summary } from '@dlw/models'
import {
  accuracy,
  classificationReport,
  compile,
  confusionMatrix,
  fit,
  formatClassificationReport,
  formatConfusionMatrix,
  predict,
} from '@dlw/train'
import { confusionMatrixPlot, historyPlot, linePlot, pairPlot } from '@dlw/viz'
import type { Episode } from '../stage.ts'
import { whyThisBackend } from '../why-this-backend.ts'

/** Which species is this penguin? The ten steps of a deep learning workflow on four measurements of a bird. */
export const penguins: Episode = async ({ seed, device, quick, directory }, stage) => {
  const epochs = quick ? 20 : 100

  stage.step('Formulate the problem')
  stage.say('Tell the species of a penguin from its bill, its flipper and its mass: classification, three classes.')
  // #region backend
  const backend = await useBackend(device)
  // #endregion
  stage.say(`Training runs on ${backend.name}: ${backend.device}.`)
  stage.print(whyThisBackend(backend))

  stage.step('Identify inputs and outputs')
  // #region load
  const table = loadPenguins()
  // #endregion
  stage.say(`${table.shape[0]} penguins, ${table.shape[1]} columns.`)
  stage.print(table.head())
  stage.print(table.describe())
  stage.say(missing(table.missingCount()))
  // #region pair-plot
  const labels = {
    bill_length_mm: 'Bill length (mm)',
    bill_depth_mm: 'Bill depth (mm)',
    flipper_length_mm: 'Flipper length (mm)',
    body_mass_g: 'Body mass (g)',
  }
  const bySpecies = () => pairPlot(table, { hue: 'species', labels })
  const bySex = () => pairPlot(table, { hue: 'sex', labels })
  // #endregion
  await stage.figure('pairs-by-species', 'Each measurement against each other, by species', bySpecies)
  await stage.figure('pairs-by-sex', 'Each measurement against each other, by sex', bySex)

  stage.step('Prepare the data')
  // #region prepare
  const complete = table.drop('island', 'sex').dropMissing()
  const features = complete.drop('species')
  const target = oneHot(complete.labels('species'))
  const { train, test } = trainTestSplit(
    { x: features, y: target.values },
    { testSize: 0.2, seed: 0, stratify: target.values },
  )
  // #endregion
  stage.say(`${complete.shape[0]} complete rows: ${train.y.length} to train on, ${test.y.length} kept back to test.`)

  stage.step('Build an architecture from scratch')
  // #region build
  const model = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed })
  // #endregion
  stage.print(summary(model))

  stage.step('Choose a loss function and an optimizer')
  // #region compile
  compile(model, { optimizer: 'adam', loss: 'categoricalCrossentropy' })
  // #endregion
  stage.say('Loss: categorical cross-entropy, for one class out of several. Optimizer: Adam, with its defaults.')

  stage.step('Train the model')
  // #region fit
  const history = await fit(model, train, { epochs, seed, callbacks: [stage.progress()] })
  // #endregion
  const losses = history.metrics.loss!
  stage.say(`Training loss after ${epochs} epochs: ${losses.at(-1)!.toFixed(4)}.`)
  await stage.figure('training-loss', 'Training loss, epoch by epoch', () => historyPlot(history, { yScale: 'log' }))

  stage.step('Predict')
  // #region predict
  const probabilities = await predict(model, test.x)
  const predicted = decodeOneHot(probabilities, target.classes)
  // #endregion
  stage.print(predictionTable(probabilities, predicted, target.classes))

  stage.step('Measure the performance')
  // #region measure
  const actual = decodeOneHot(test.y, target.classes)
  const matrix = confusionMatrix(actual, predicted, { classes: target.classes })
  const report = classificationReport(actual, predicted)
  // #endregion
  stage.print(formatConfusionMatrix(matrix))
  stage.print(formatClassificationReport(report))
  await stage.figure('confusion-matrix', 'True against predicted species, raw features', () =>
    confusionMatrixPlot(matrix),
  )

  stage.step('Refine: give every feature the same scale')
  stage.say(
    'Body mass is counted in thousands, bill depth in tens: the mass drowns the rest. Standardise, train again.',
  )
  // #region refine
  const scaler = standardScaler().fit(train.x)
  const scaled = {
    train: { x: scaler.transform(train.x), y: train.y },
    test: { x: scaler.transform(test.x), y: test.y },
  }
  const refined = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed })
  compile(refined, { optimizer: 'adam', loss: 'categoricalCrossentropy' })
  const refinedHistory = await fit(refined, scaled.train, { epochs, seed, callbacks: [stage.progress()] })
  const refinedSpecies = decodeOneHot(await predict(refined, scaled.test.x), target.classes)
  const refinedMatrix = confusionMatrix(actual, refinedSpecies, { classes: target.classes })
  // #endregion
  const scores = { accuracy: accuracy(actual, predicted), scaledAccuracy: accuracy(actual, refinedSpecies) }
  stage.say(
    `Accuracy on the test set: ${percent(scores.accuracy)} with raw features, ${percent(scores.scaledAccuracy)} with standardised ones.`,
  )
  stage.print(formatConfusionMatrix(refinedMatrix))
  await stage.figure('training-loss-compared', 'Training loss with raw and with standardised features', () =>
    linePlot(
      { 'raw features': losses, standardised: refinedHistory.metrics.loss! },
      { xLabel: 'Epoch', yLabel: 'Training loss', yScale: 'log' },
    ),
  )
  await stage.figure('confusion-matrix-scaled', 'True against predicted species, standardised features', () =>
    confusionMatrixPlot(refinedMatrix),
  )

  stage.step('Share the model')
  // #region share
  await saveModel(model, `${directory}/penguins-model`)
  const reloaded = await loadModel(`${directory}/penguins-model`)
  const again = await predict(reloaded, test.x)
  // #endregion
  const reloadedEqual = JSON.stringify(again) === JSON.stringify(probabilities)
  stage.say(
    `Saved, loaded again: ${reloadedEqual ? 'the same digits' : 'OTHER digits'} for all ${again.length} test penguins.`,
  )

  return {
    rows: table.shape[0],
    columns: table.shape[1],
    completeRows: complete.shape[0],
    trainRows: train.y.length,
    testRows: test.y.length,
    testClassCounts: Object.fromEntries(matrix.classes.map((name, row) => [name, sum(matrix.counts[row]!)])),
    parameters: parameterCount(model).total,
    confusionMatrix: matrix.counts,
    accuracy: round(scores.accuracy),
    scaledConfusionMatrix: refinedMatrix.counts,
    scaledAccuracy: round(scores.scaledAccuracy),
    finalLoss: round(losses.at(-1)!),
    reloadedEqual,
    epochs,
    seed,
    backend: backend.name,
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
/** Four decimals: what cpu and wasm agree on after a hundred epochs. */
const round = (value: number): number => Math.round(value * 1e4) / 1e4

function missing(counts: Record<string, number>): string {
  const gaps = Object.entries(counts).map(([column, count]) => `${column} ${count}`)
  return `Missing values: ${gaps.join(', ')}`
}

function predictionTable(probabilities: number[][], species: string[], classes: string[]): Table {
  const columns = classes.map((name, column) => [name, probabilities.map((row) => row[column]!)])
  return Table.fromColumns({ ...Object.fromEntries(columns), predicted: species }).head()
}
