import { useBackend } from '@dlw/backend'
import type { NdArray } from '@dlw/data'
import { loadModel, parameterCount, saveModel, summary } from '@dlw/models'
import { formatConfusionMatrix, type LabelledData, predict } from '@dlw/train'
import { confusionMatrixPlot, featureMapPlot, historyPlot, imageGrid, kernelPlot, topLossesPlot } from '@dlw/viz'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Episode } from '../episode.ts'
import type { TrainingOptions } from '../training-options.ts'
import { detectEdges } from './edges.ts'
import { loadImages } from './load-images.ts'
import { featureMaps, firstKernels } from './look-inside.ts'
import { lossesOf, mostConfused } from './mistakes.ts'
import { networks } from './networks.ts'
import { pictureOf, rowsOf } from './pictures.ts'
import { accuracies, comparison, lastOf, type Result } from './results.ts'
import { searchAll } from './search-all.ts'
import { classify, learn, measure, prepare } from './steps.ts'

/** What is in this picture? Convolutional networks, dropout, and a search for the best settings. */
export const images: Episode = async ({ seed, device, quick, data, directory, search = true }, context) => {
  const long = (epochs: number): number => (quick ? 1 : epochs)

  context.step('Formulate the problem')
  const backend = await useBackend(device)
  context.say('Tell what a small picture shows: classification, one class out of several.')
  context.backend(backend)

  context.step('Identify inputs and outputs')
  // #region load
  const pictures = await loadImages(data)
  // #endregion
  const { train: known, test: unseen, classes } = pictures
  const [count, height, width, channels] = known.images.shape as [number, number, number, number]
  context.say(`Pictures: ${pictures.source}.`)
  context.say(
    `${count} pictures of ${height} × ${width} pixels and ${channels} channels to train on, ${unseen.labels.length} to judge by: ${height * width * channels} numbers each.`,
  )
  context.say(`Classes: ${classes.join(', ')}.`)
  await context.figure('pictures', 'Some of the pictures', () =>
    imageGrid(rowsOf(known.images, 10), { labels: [...known.labels.slice(0, 10)].map((label) => classes[label]!) }),
  )

  context.step('Prepare the data')
  const { train, validation } = prepare(pictures)
  context.say('Brightness from 0 to 255 becomes a number from 0 to 1.')
  const edges = await detectEdges(pictureOf(known.images, 0))
  await context.figure('edges', 'A picture in grey, and what a kernel for horizontal edges answers to it', () =>
    imageGrid(edges, { labels: ['grey', 'horizontal edges'], columns: 2 }),
  )

  context.step('Build an architecture from scratch')
  const options = { inputs: [height, width, channels] as const, outputs: classes.length, seed }
  const small = networks.small(options)
  const pooling = networks.pooling(options)
  context.print('summary', summary(small))
  context.print('summary-pooling', summary(pooling))

  context.step('Choose a loss function and an optimizer')
  context.say('Loss: sparse categorical cross-entropy of logits, for class numbers. Optimizer: Adam. Metric: accuracy.')

  const parameters: Record<string, number> = { small: parameterCount(small).total }
  const results: Record<string, Result> = {}
  small.dispose()
  const trainAndShow = async (name: string, model: LayersModel, training: Omit<TrainingOptions, 'seed'>) => {
    const history = await learn(model, { train, validation }, { seed, ...training })
    parameters[name] = parameterCount(model).total
    results[name] = lastOf(history)
    await context.figure(`training-${name}`, `Accuracy while the network “${name}” learns`, () =>
      historyPlot(accuracies(history)),
    )
  }

  context.step('Train the model')
  await trainAndShow('pooling', pooling, { epochs: long(10), progress: context.training('two blocks') })

  context.step('Predict')
  const { logits, predicted } = await classify(pooling, validation, classes)
  const { actual, matrix } = measure(predicted, unseen, classes)
  await context.figure('top-losses', 'Where the network is most wrong', () =>
    topLossesPlot({
      images: unseen.images,
      truth: actual,
      predictions: predicted,
      losses: lossesOf(logits, unseen.labels),
    }),
  )

  context.step('Measure the performance')
  context.print('confusion-matrix', formatConfusionMatrix(matrix))
  await context.figure('confusion-matrix', 'True against predicted class', () => confusionMatrixPlot(matrix))
  const mistakes = mostConfused(matrix).map(
    ({ truth, prediction, count: times }) => `${truth} taken for ${prediction}: ${times}`,
  )
  context.say(`Most frequent mistakes: ${mistakes.join('; ')}.`)
  await context.figure('kernels', 'The kernels of the first convolution, after training', () =>
    kernelPlot(firstKernels(pooling)),
  )
  await context.figure('feature-maps', 'What they answer to the first picture', () =>
    featureMapPlot(featureMaps(pooling, pictureOf(train.x, 0))),
  )

  context.step('Refine the model')
  for (const [name, label, epochs] of [
    ['dense', 'dense layers only', 20],
    ['extra', 'three blocks', 10],
    ['dropout', 'three blocks with dropout', 20],
  ] as const) {
    const model = networks[name](options)
    await trainAndShow(name, model, { epochs: long(epochs), progress: context.training(label) })
    model.dispose()
  }
  context.print('comparison', comparison(results, parameters))
  let best = pooling
  let found: Record<string, unknown> = {}
  if (search) {
    const searched = quick ? firstRows({ ...train, validation }, 256) : { ...train, validation }
    const { bestModel, ...numbers } = await searchAll(searched, { ...options, long, context })
    best = bestModel
    found = numbers
  }

  context.step('Share the model')
  // #region share
  await saveModel(best, `${directory}/cnn-model`)
  const reloaded = await loadModel(`${directory}/cnn-model`)
  // #endregion
  const again =
    JSON.stringify(await predict(reloaded, validation.x)) === JSON.stringify(await predict(best, validation.x))
  context.say(`Saved, loaded again: ${again ? 'the same digits' : 'OTHER digits'} for all ${actual.length} pictures.`)

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
