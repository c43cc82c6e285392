import { useBackend } from '@dlw/backend'
import type { NdArray } from '@dlw/data'
import { loadModel, parameterCount, saveModel, summary } from '@dlw/models'
import { confusionMatrix, fit, formatConfusionMatrix, type History, type LabelledData, predict } from '@dlw/train'
import { confusionMatrixPlot, featureMapPlot, historyPlot, imageGrid, kernelPlot, topLossesPlot } from '@dlw/viz'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Episode } from '../stage.ts'
import { whyThisBackend } from '../why-this-backend.ts'
import { detectEdges } from './edges.ts'
import { loadImages } from './load-images.ts'
import { featureMaps, firstKernels } from './look-inside.ts'
import { lossesOf, mostConfused } from './mistakes.ts'
import { networks } from './networks.ts'
import { pictureOf, rowsOf, scaled } from './pictures.ts'
import { accuracies, comparison, lastOf, type Result } from './results.ts'
import { searchAll } from './search-all.ts'

/** What is in this picture? Convolutional networks, dropout, and a search for the best settings. */
export const images: Episode = async ({ seed, device, quick, data, directory, search = true }, stage) => {
  const long = (epochs: number): number => (quick ? 1 : epochs)

  stage.step('Formulate the problem')
  const backend = await useBackend(device)
  stage.say('Tell what a small picture shows: classification, one class out of several.')
  stage.say(`Training runs on ${backend.name}: ${backend.device}.`)
  stage.print(whyThisBackend(backend))

  stage.step('Identify inputs and outputs')
  // #region load
  const pictures = await loadImages(data)
  // #endregion
  const { train: known, test: unseen, classes } = pictures
  const [count, height, width, channels] = known.images.shape as [number, number, number, number]
  stage.say(`Pictures: ${pictures.source}.`)
  stage.say(
    `${count} pictures of ${height} × ${width} pixels and ${channels} channels to train on, ${unseen.labels.length} to judge by: ${height * width * channels} numbers each.`,
  )
  stage.say(`Classes: ${classes.join(', ')}.`)
  await stage.figure('pictures', 'Some of the pictures', () =>
    imageGrid(rowsOf(known.images, 10), { labels: [...known.labels.slice(0, 10)].map((label) => classes[label]!) }),
  )

  stage.step('Prepare the data')
  // #region prepare
  const train = { x: scaled(known.images, 0), y: known.labels }
  const validation = { x: scaled(unseen.images, 0), y: unseen.labels }
  // #endregion
  stage.say('Brightness from 0 to 255 becomes a number from 0 to 1.')
  const edges = await detectEdges(pictureOf(known.images, 0))
  await stage.figure('edges', 'A picture in grey, and what a kernel for horizontal edges answers to it', () =>
    imageGrid(edges, { labels: ['grey', 'horizontal edges'], columns: 2 }),
  )

  stage.step('Build an architecture from scratch')
  const options = { inputs: [height, width, channels] as const, outputs: classes.length, seed }
  // #region build
  const small = networks.small(options)
  const pooling = networks.pooling(options)
  // #endregion
  stage.print(summary(small))
  stage.print(summary(pooling))

  stage.step('Choose a loss function and an optimizer')
  stage.say('Loss: sparse categorical cross-entropy of logits, for class numbers. Optimizer: Adam. Metric: accuracy.')

  const parameters: Record<string, number> = { small: parameterCount(small).total }
  const results: Record<string, Result> = {}
  small.dispose()
  const learn = async (name: string, model: LayersModel, epochs: number): Promise<History> => {
    // #region fit
    const history = await fit(model, train, { epochs, seed, validation, callbacks: [stage.progress()] })
    // #endregion
    parameters[name] = parameterCount(model).total
    results[name] = lastOf(history)
    await stage.figure(`training-${name}`, `Accuracy while the network “${name}” learns`, () =>
      historyPlot(accuracies(history)),
    )
    return history
  }

  stage.step('Train the model')
  await learn('pooling', pooling, long(10))

  stage.step('Predict')
  // #region predict
  const logits = await predict(pooling, validation.x)
  const predicted = logits.map((row) => classes[row.indexOf(Math.max(...row))]!)
  // #endregion
  const actual = [...unseen.labels].map((label) => classes[label]!)
  await stage.figure('top-losses', 'Where the network is most wrong', () =>
    topLossesPlot({
      images: unseen.images,
      truth: actual,
      predictions: predicted,
      losses: lossesOf(logits, unseen.labels),
    }),
  )

  stage.step('Measure the performance')
  // #region measure
  const matrix = confusionMatrix(actual, predicted, { classes })
  // #endregion
  stage.print(formatConfusionMatrix(matrix))
  await stage.figure('confusion-matrix', 'True against predicted class', () => confusionMatrixPlot(matrix))
  const mistakes = mostConfused(matrix).map(
    ({ truth, prediction, count: times }) => `${truth} taken for ${prediction}: ${times}`,
  )
  stage.say(`Most frequent mistakes: ${mistakes.join('; ')}.`)
  await stage.figure('kernels', 'The kernels of the first convolution, after training', () =>
    kernelPlot(firstKernels(pooling)),
  )
  await stage.figure('feature-maps', 'What they answer to the first picture', () =>
    featureMapPlot(featureMaps(pooling, pictureOf(train.x, 0))),
  )

  stage.step('Refine the model')
  for (const [name, epochs] of [
    ['dense', 20],
    ['extra', 10],
    ['dropout', 20],
  ] as const) {
    const model = networks[name](options)
    await learn(name, model, long(epochs))
    model.dispose()
  }
  stage.print(comparison(results, parameters))
  let best = pooling
  let found: Record<string, unknown> = {}
  if (search) {
    const searched = quick ? firstRows({ ...train, validation }, 256) : { ...train, validation }
    const { bestModel, ...numbers } = await searchAll(searched, { ...options, long, stage })
    best = bestModel
    found = numbers
  }

  stage.step('Share the model')
  // #region share
  await saveModel(best, `${directory}/cnn-model`)
  const reloaded = await loadModel(`${directory}/cnn-model`)
  // #endregion
  const again =
    JSON.stringify(await predict(reloaded, validation.x)) === JSON.stringify(await predict(best, validation.x))
  stage.say(`Saved, loaded again: ${again ? 'the same digits' : 'OTHER digits'} for all ${actual.length} pictures.`)

  return {
    source: pictures.source,
    trainImages: count,
    testImages: unseen.labels.length,
    shape: [height, width, channels],
    classes,
    parameters,
    results,
    ...found,
    reloadedEqual: again,
    seed,
    backend: backend.name,
  }
}

/** Fewer rows to search on, with the same pictures to choose by. */
function firstRows<Data extends { x: NdArray; y: Int32Array; validation: LabelledData }>(data: Data, count: number) {
  return { x: rowsOf(data.x, count), y: data.y.slice(0, count), validation: data.validation }
}
