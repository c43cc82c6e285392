import { useBackend } from '@dlw/backend'
import type { ImageSplit } from '@dlw/data'
import { extractFeatures, loadBackbone, parameterCount, splitModel, transferModel } from '@dlw/models'
import { compile, earlyStopping, fit, sparseCategoricalCrossentropy } from '@dlw/train'
import type { Tensor } from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { loadImages } from '../images/load-images.ts'
import type { NetworkOptions } from '../images/network-options.ts'
import { scaled } from '../images/pictures.ts'
import { classify, measure } from '../images/steps.ts'
import type { ProgramContext, ProgramOptions } from '../program.ts'
import { drawShapes, newShapes } from '../shapes/shapes.ts'
import type { TrainingOptions } from '../training-options.ts'

/** Something of the pictures to train on and of those to choose by. */
export interface Parts<Part> {
  train: Part
  validation: Part
}

/** Step 3: brightness becomes a number from `black` to 1, as the backbone has learned it. */
export function prepare({ train: known, test: unseen }: ImageSplit, black: 0 | -1) {
  return { train: scaled(known.images, black), validation: scaled(unseen.images, black) }
}

/** Step 4: the pretrained network with a new head. */
export function build(backbone: LayersModel, { inputs, outputs, seed }: NetworkOptions) {
  // #region build
  const model = transferModel(backbone, { inputs, outputs, seed })
  const { total, trainable } = parameterCount(model)
  // #endregion
  return { model, total, trainable }
}

/** Step 5: only the head is trained. */
export function splitHead(model: LayersModel) {
  // #region compile
  const { base, head } = splitModel(model, { at: 'flatten' })
  const loss = sparseCategoricalCrossentropy({ fromLogits: true })
  compile(head, { optimizer: 'adam', loss, metrics: ['accuracy'] })
  // #endregion
  return { base, head }
}

/** Step 6: runs the base once over each picture. The caller disposes both tensors. */
export async function runBase(base: LayersModel, { train, validation }: Parts<ReturnType<typeof scaled>>) {
  // #region features
  const features = {
    train: await extractFeatures(base, train),
    validation: await extractFeatures(base, validation),
  }
  // #endregion
  return features
}

/** Step 6: trains the head on the features. */
export async function trainHead(
  head: LayersModel,
  { features, labels }: { features: Parts<Tensor>; labels: Parts<Int32Array> },
  { seed, epochs, progress }: TrainingOptions,
) {
  // #region fit
  const stop = earlyStopping({ monitor: 'val_accuracy', patience: 5, restoreBestWeights: true })
  const history = await fit(
    head,
    { x: features.train, y: labels.train },
    {
      epochs,
      seed,
      validation: { x: features.validation, y: labels.validation },
      callbacks: [stop, progress],
    },
  )
  // #endregion
  return history
}

/** Puts a new head on a backbone, trains it on pictures, and measures it. */
async function trainOn(
  pictures: ImageSplit,
  { backbone, black }: { backbone: LayersModel; black: 0 | -1 },
  { seed, epochs, context }: { seed: number; epochs: number; context: ProgramContext },
) {
  const { train: known, test: unseen, classes } = pictures
  const prepared = prepare(pictures, black)
  const [, height, width, channels] = prepared.train.shape as [number, number, number, number]
  const { model } = build(backbone, { inputs: [height, width, channels], outputs: classes.length, seed })
  const { base, head } = splitHead(model)
  context.say('The base looks at every picture once …')
  const features = await runBase(base, prepared)
  const labels = { train: known.labels, validation: unseen.labels }
  await trainHead(head, { features, labels }, { seed, epochs, progress: context.training('new head') })
  const { predicted } = await classify(head, { x: features.validation }, classes)
  return { unseen, predicted, ...measure(predicted, unseen, classes) }
}

/** Runs in the page where it has photographs and a network trained on ImageNet. */
export async function onPhotographs({ seed, device, epochs, data, weights }: ProgramOptions, context: ProgramContext) {
  context.backend(await useBackend(device))
  const backbone = await loadBackbone(weights!, { cut: 'conv_pw_13_relu', pooling: 'max' })
  return trainOn(await loadImages(data), { backbone, black: -1 }, { seed, epochs, context })
}

/** Runs in the page where it has neither: on drawn shapes, with a small network that has never seen them. */
export async function onShapes({ seed, device, epochs, weights }: ProgramOptions, context: ProgramContext) {
  context.backend(await useBackend(device))
  const backbone = await loadBackbone(weights!, { pooling: 'max' })
  const pictures = drawShapes(newShapes, { perShape: 40, seed: 0 })
  return trainOn(pictures, { backbone, black: 0 }, { seed, epochs, context })
}
