import { writeFile } from 'node:fs/promises'
import { useBackend } from '@dlw/backend'
import { fingerprint } from '@dlw/data'
import { loadModel, modelCard, saveModel } from '@dlw/models'
import { classificationReport, fit, formatClassificationReport, type History, predict } from '@dlw/train'
import { confusionMatrixPlot, historyPlot, imageGrid, modelPlot, scatterPlot } from '@dlw/viz'
import { reshape, type Tensor } from '@tensorflow/tfjs-core'
import type { Episode } from '../episode.ts'
import { loadImages } from '../images/load-images.ts'
import { networks } from '../images/networks.ts'
import { rowsOf, scaled } from '../images/pictures.ts'
import { accuracies } from '../images/results.ts'
import { classify, measure } from '../images/steps.ts'
import { loadNetwork } from './load-network.ts'
import { principalAxes } from './principal-axes.ts'
import { build, prepare, runBase, splitHead, trainHead } from './steps.ts'

/** Stand on a giant's shoulders: a network that has seen a million pictures, and a small head of our own. */
export const transfer: Episode = async (
  { seed, device, quick, data, backbone: name = 'densenet121', weights, directory },
  context,
) => {
  context.step('Formulate the problem')
  const backend = await useBackend(device)
  context.say('The task of the images episode again, with little data: let a network help that has learned from more.')
  context.backend(backend)

  context.step('Identify inputs and outputs')
  const pictures = await loadImages(data)
  const { train: known, test: unseen, classes } = pictures
  const [count, height, width, channels] = known.images.shape as [number, number, number, number]
  context.say(
    `Pictures: ${pictures.source}. ${count} to train on, ${unseen.labels.length} to judge by, ${classes.length} classes.`,
  )

  context.step('Prepare the data')
  const { model: backbone, black } = await loadNetwork(name, weights)
  const prepared = prepare(pictures, black)
  context.say(
    `Brightness becomes a number from ${black} to 1, as ${name} has learned it; the model itself resizes the pictures.`,
  )

  context.step('Choose a pretrained model and put a new head on it')
  const options = { inputs: [height, width, channels] as const, outputs: classes.length, seed }
  const { model, total, trainable } = build(backbone, options)
  const graph = await modelPlot(backbone)
  await context.figure('backbone', 'The pretrained network, its blocks folded', () => graph)
  context.say(`${name}: ${total.toLocaleString('en')} parameters, of which ${trainable.toLocaleString('en')} learn.`)

  context.step('Choose a loss function and an optimizer')
  const { base, head } = splitHead(model)
  context.say('Loss: sparse categorical cross-entropy of logits. Optimizer: Adam. Metric: accuracy.')

  context.step('Train the model')
  context.say(
    'The base never changes: run it once over each picture and keep what it says; then train the head on that.',
  )
  const started = performance.now()
  const features = await runBase(base, prepared)
  const featureSeconds = secondsSince(started)
  const headStarted = performance.now()
  const labels = { train: known.labels, validation: unseen.labels }
  const history = await trainHead(
    head,
    { features, labels },
    { seed, epochs: quick ? 15 : 30, progress: context.training('new head') },
  )
  const headSeconds = secondsSince(headStarted)
  const epochs = history.epochs.length
  context.say(
    `Features in ${featureSeconds} s, then ${epochs} epochs in ${headSeconds} s. Without the cache each epoch would run the base again: about ${Math.round(featureSeconds * epochs)} s.`,
  )
  await context.figure('training-transfer', 'Accuracy while the new head learns', () =>
    historyPlot(accuracies(history)),
  )

  context.step('Predict')
  const { predicted } = await classify(head, { x: features.validation }, classes)
  const { actual, matrix } = measure(predicted, unseen, classes)
  await context.figure('predictions', 'Pictures it has never seen: what they are, and what it says', () =>
    imageGrid(rowsOf(unseen.images, 10), {
      labels: actual.slice(0, 10).map((truth, index) => `${truth}: ${predicted[index]}`),
    }),
  )

  context.step('Measure the performance')
  context.print('report', formatClassificationReport(classificationReport(actual, predicted, { classes })))
  await context.figure('confusion-matrix', 'True against predicted class', () => confusionMatrixPlot(matrix))
  const flat = await rowsOfTensor(features.validation)
  await context.figure('feature-map', 'The features of unseen pictures, on the two axes where they differ most', () => {
    const places = principalAxes(flat)
    // In the order of the classes, and so the legend.
    const rows = places.map((_, row) => row).sort((one, other) => unseen.labels[one]! - unseen.labels[other]!)
    const columns = {
      'first axis': rows.map((row) => places[row]![0]!),
      'second axis': rows.map((row) => places[row]![1]!),
    }
    return scatterPlot(columns, { x: 'first axis', y: 'second axis', hue: rows.map((row) => actual[row]!) })
  })

  context.step('Refine: compare with a network that starts from nothing')
  const scratchStarted = performance.now()
  const scratch = networks.extra(options)
  const scratchHistory = await fit(
    scratch,
    { x: scaled(known.images, 0), y: known.labels },
    {
      epochs: quick ? 2 : 10,
      seed,
      validation: { x: scaled(unseen.images, 0), y: unseen.labels },
      callbacks: [context.training('from scratch')],
    },
  )
  const results = {
    scratch: resultOf(scratchHistory, secondsSince(scratchStarted)),
    transfer: resultOf(history, featureSeconds + headSeconds),
  }
  await context.figure('training-scratch', 'Accuracy of the network from scratch while it learns', () =>
    historyPlot(accuracies(scratchHistory)),
  )
  context.say(
    `Best validation accuracy: ${percent(results.transfer.validationAccuracy)} with ${name}, ${percent(results.scratch.validationAccuracy)} from scratch.`,
  )

  context.step('Share the model')
  await saveModel(model, `${directory}/transfer-model`)
  const reloaded = await loadModel(`${directory}/transfer-model`)
  const few = rowsOf(prepared.validation, 8)
  const same = JSON.stringify(await predict(reloaded, few)) === JSON.stringify(await predict(model, few))
  context.say(`Saved with its base, loaded again: ${same ? 'the same digits' : 'OTHER digits'} for eight pictures.`)
  // #region card
  const card = modelCard(model, {
    title: `Ten classes of pictures, by ${name}`,
    intendedUse: 'Learning how transfer learning works.',
    limits: [
      `It knows ${classes.length} classes: ${classes.join(', ')}. It calls every picture one of them.`,
      'It was judged on the pictures that also decided when to stop: on others it will do a little worse.',
    ],
    data: {
      name: pictures.source,
      source: data ? 'a folder of pictures' : 'https://doi.org/10.5281/zenodo.10970014',
      licence: 'that of the pictures',
      split: { train: count, validation: unseen.labels.length },
    },
    metrics: { validationAccuracy: results.transfer.validationAccuracy },
    testSet: await fingerprint({ x: unseen.images, y: unseen.labels }),
    licence: 'that of the pretrained network',
  })
  // #endregion
  await writeFile(`${directory}/transfer-model/README.md`, card)
  context.print('card', card)
  features.train.dispose()
  features.validation.dispose()

  return {
    source: pictures.source,
    backbone: name,
    totalParameters: total,
    trainableParameters: trainable,
    results,
    featureSeconds,
    reloadedEqual: same,
    seed,
    backend: backend.name,
  }
}

/** One list of numbers for each picture. */
async function rowsOfTensor(features: Tensor): Promise<number[][]> {
  const flat = reshape(features, [features.shape[0]!, -1])
  const rows = (await flat.array()) as number[][]
  flat.dispose()
  return rows
}

const secondsSince = (started: number): number => Math.round(performance.now() - started) / 1000
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

const resultOf = ({ epochs, metrics }: History, seconds: number) => ({
  validationAccuracy: Math.max(...metrics.val_accuracy!),
  epochs: epochs.length,
  seconds,
})
