import { useBackend } from '@dlw/backend'
import { loadPenguins, Table } from '@dlw/data'
import { loadModel, parameterCount, saveModel, summary } from '@dlw/models'
import { accuracy, formatClassificationReport, formatConfusionMatrix, predict } from '@dlw/train'
import { confusionMatrixPlot, historyPlot, linePlot, pairPlot } from '@dlw/viz'
import type { Episode } from '../episode.ts'
import { build, learn, measure, predictSpecies, prepare, refine } from './steps.ts'

/** Which species is this penguin? The ten steps of a deep learning workflow on four measurements of a bird. */
export const penguins: Episode = async ({ seed, device, quick, directory }, context) => {
  const epochs = quick ? 20 : 100

  context.step('Formulate the problem')
  context.say('Tell the species of a penguin from its bill, its flipper and its mass: classification, three classes.')
  // #region backend
  const backend = await useBackend(device)
  // #endregion
  context.backend(backend)

  context.step('Identify inputs and outputs')
  // #region load
  const table = loadPenguins()
  // #endregion
  context.say(`${table.shape[0]} penguins, ${table.shape[1]} columns.`)
  context.print('head', table.head())
  context.print('describe', table.describe())
  context.say(missing(table.missingCount()))
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
  await context.figure('pairs-by-species', 'Each measurement against each other, by species', bySpecies)
  await context.figure('pairs-by-sex', 'Each measurement against each other, by sex', bySex)

  context.step('Prepare the data')
  const penguins = prepare(table)
  const { complete, target, train, test } = penguins
  context.say(`${complete.shape[0]} complete rows: ${train.y.length} to train on, ${test.y.length} kept back to test.`)

  context.step('Build an architecture from scratch')
  const model = build(seed)
  context.print('summary', summary(model))

  context.step('Choose a loss function and an optimizer')
  context.say('Loss: categorical cross-entropy, for one class out of several. Optimizer: Adam, with its defaults.')

  context.step('Train the model')
  const history = await learn(model, train, { seed, epochs, progress: context.training('raw features') })
  const losses = history.metrics.loss!
  context.say(`Training loss after ${epochs} epochs: ${losses.at(-1)!.toFixed(4)}.`)
  await context.figure('training-loss', 'Training loss, epoch by epoch', () => historyPlot(history, { yScale: 'log' }))

  context.step('Predict')
  const { probabilities, predicted } = await predictSpecies(model, penguins)
  context.print('predictions', predictionTable(probabilities, predicted, target.classes))

  context.step('Measure the performance')
  const { actual, matrix, report } = measure(predicted, penguins)
  context.print('confusion-matrix', formatConfusionMatrix(matrix))
  context.print('report', formatClassificationReport(report))
  await context.figure('confusion-matrix', 'True against predicted species, raw features', () =>
    confusionMatrixPlot(matrix),
  )

  context.step('Refine: give every feature the same scale')
  context.say(
    'Body mass is counted in thousands, bill depth in tens: the mass drowns the rest. Standardise, train again.',
  )
  const { refinedHistory, refinedSpecies, refinedMatrix } = await refine(penguins, {
    seed,
    epochs,
    progress: context.training('standardised'),
  })
  const scores = { accuracy: accuracy(actual, predicted), scaledAccuracy: accuracy(actual, refinedSpecies) }
  context.say(
    `Accuracy on the test set: ${percent(scores.accuracy)} with raw features, ${percent(scores.scaledAccuracy)} with standardised ones.`,
  )
  context.print('confusion-matrix-scaled', formatConfusionMatrix(refinedMatrix))
  await context.figure('training-loss-compared', 'Training loss with raw and with standardised features', () =>
    linePlot(
      { 'raw features': losses, standardised: refinedHistory.metrics.loss! },
      { x: losses.map((_, epoch) => epoch + 1), xLabel: 'Epoch', yLabel: 'Training loss', yScale: 'log' },
    ),
  )
  await context.figure('confusion-matrix-scaled', 'True against predicted species, standardised features', () =>
    confusionMatrixPlot(refinedMatrix),
  )

  context.step('Share the model')
  // #region share
  await saveModel(model, `${directory}/penguins-model`)
  const reloaded = await loadModel(`${directory}/penguins-model`)
  const again = await predict(reloaded, test.x)
  // #endregion
  const reloadedEqual = JSON.stringify(again) === JSON.stringify(probabilities)
  context.say(
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
