import { useBackend } from '@dlw/backend'
import type { ImageSplit } from '@dlw/data'
import { convolutionalNetwork } from '@dlw/models'
import { compile, confusionMatrix, fit, type ModelData, predict, sparseCategoricalCrossentropy } from '@dlw/train'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { ProgramContext, ProgramOptions } from '../program.ts'
import { drawShapes, knownShapes } from '../shapes/shapes.ts'
import type { TrainingOptions } from '../training-options.ts'
import { loadImages } from './load-images.ts'
import type { NetworkOptions } from './network-options.ts'
import { scaled } from './pictures.ts'

/** Pictures as a network takes them, with the numbers of their classes. */
export interface ScaledPictures {
  x: ReturnType<typeof scaled>
  y: Int32Array
}

/** Step 3: brightness from 0 to 255 becomes a number from 0 to 1. */
export function prepare({ train: known, test: unseen }: ImageSplit) {
  // #region prepare
  const train = { x: scaled(known.images, 0), y: known.labels }
  const validation = { x: scaled(unseen.images, 0), y: unseen.labels }
  // #endregion
  return { train, validation }
}

/** Step 4: two blocks of convolution and pooling, and a small hidden layer. */
export function twoBlocks({ inputs, outputs, seed }: NetworkOptions): LayersModel {
  // #region two-blocks
  const blocks = [{ filters: 50 }, { filters: 50 }]
  const model = convolutionalNetwork({ inputs, blocks, hidden: [50], outputs, seed })
  // #endregion
  return compiled(model)
}

/** Step 5. The loss is of logits: the networks end without softmax. */
export function compiled(model: LayersModel): LayersModel {
  // #region compile
  compile(model, {
    optimizer: 'adam',
    loss: sparseCategoricalCrossentropy({ fromLogits: true }),
    metrics: ['accuracy'],
  })
  // #endregion
  return model
}

/** Step 6. */
export async function learn(
  model: LayersModel,
  { train, validation }: { train: ScaledPictures; validation: ScaledPictures },
  { seed, epochs, progress }: TrainingOptions,
) {
  // #region fit
  const history = await fit(model, train, { epochs, seed, validation, callbacks: [progress] })
  // #endregion
  return history
}

/** Step 7: the logits of each picture, and the class with the largest one. */
export async function classify(model: LayersModel, validation: { x: ModelData }, classes: readonly string[]) {
  // #region predict
  const logits = await predict(model, validation.x)
  const predicted = logits.map((row) => classes[row.indexOf(Math.max(...row))]!)
  // #endregion
  return { logits, predicted }
}

/** Step 8. */
export function measure(predicted: string[], { labels }: { labels: Int32Array }, classes: string[]) {
  // #region measure
  const actual = [...labels].map((label) => classes[label]!)
  const matrix = confusionMatrix(actual, predicted, { classes })
  // #endregion
  return { actual, matrix }
}

/** Trains the network with two blocks on pictures, and measures it. */
async function trainOn(pictures: ImageSplit, { seed, epochs }: ProgramOptions, context: ProgramContext) {
  const { test: unseen, classes } = pictures
  const { train, validation } = prepare(pictures)
  const [, height, width, channels] = train.x.shape as [number, number, number, number]
  const model = twoBlocks({ inputs: [height, width, channels], outputs: classes.length, seed })
  await learn(model, { train, validation }, { seed, epochs, progress: context.training('two blocks') })
  const { predicted } = await classify(model, validation, classes)
  return { unseen, predicted, ...measure(predicted, unseen, classes) }
}

/** Runs in the page where it has photographs. */
export async function onPhotographs(options: ProgramOptions, context: ProgramContext) {
  context.backend(await useBackend(options.device))
  return trainOn(await loadImages(options.data), options, context)
}

/** Runs in the page where it has none: on six drawn shapes. */
export async function onShapes(options: ProgramOptions, context: ProgramContext) {
  context.backend(await useBackend(options.device))
  return trainOn(drawShapes(knownShapes, { perShape: 100, size: 32, seed: 0 }), options, context)
}
