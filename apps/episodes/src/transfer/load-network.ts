import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { denseNet121, loadBackbone, mobileNet } from '@dlw/models'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** A trained network without its classifier, and the brightness it expects. */
export interface Backbone {
  name: string
  model: LayersModel
  /** The value that it expects for black; white is 1. */
  black: 0 | -1
}

/** Local models that the episode knows: where to cut off the classifier. */
const localModels: Readonly<Record<string, { cut: string; black: 0 | -1 }>> = {
  'mobilenet_v1_0.25_128': { cut: 'conv_pw_13_relu', black: -1 },
  'mobilenet_v1_0.5_160': { cut: 'conv_pw_13_relu', black: -1 },
  'mobilenet_v2_1.0_224': { cut: 'out_relu', black: -1 },
}

/** The names that `--backbone` takes; besides them that of any model below `--weights`. */
export const backboneNames: readonly string[] = ['densenet121', 'mobilenet', ...Object.keys(localModels)]

/**
 * The backbone of the lesson, or the smallest that Keras publishes, with ImageNet weights; or a model of
 * `weights/<name>`, without a network. One that the episode does not know is cut after its last feature maps, and
 * given brightness from -1 to 1.
 *
 * @throws RangeError for an unknown name; Error when the weights cannot be had, with what to download or name instead.
 */
export async function loadNetwork(name: string, weights: string | undefined): Promise<Backbone> {
  if (name === 'densenet121') return { name, model: await lessonsOwn(weights), black: 0 }
  if (name === 'mobilenet') return { name, model: await smallest(weights), black: -1 }
  const folder = weights === undefined ? undefined : await folderOf(weights, name)
  if (folder !== undefined) {
    const { cut, black = -1 } = localModels[name] ?? {}
    return { name, model: await loadBackbone(folder, { pooling: 'max', ...(cut && { cut }) }), black }
  }
  if (name in localModels) {
    throw new Error(
      `episode: expected the model ${name} in weights=${weights ?? '(not given)'}, received none. Name the folder that holds ${name}/model.json with --weights.`,
    )
  }
  throw new RangeError(
    `episode: expected --backbone to be one of ${backboneNames.join(', ')}, or the name of a folder with a model.json below --weights, received backbone=${name}.`,
  )
}

async function lessonsOwn(weights: string | undefined): Promise<LayersModel> {
  try {
    // #region backbone
    const options = { includeTop: false, pooling: 'max', inputShape: [160, 160, 3] } as const
    return await denseNet121({ ...options, weights: weights ?? 'imagenet' })
    // #endregion
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `${message} Or take a smaller network: --backbone mobilenet needs a file of 1 MB. Or any layers model of TensorFlow.js on this machine: --backbone NAME --weights DIR, where DIR/NAME holds its model.json.`,
      { cause },
    )
  }
}

/** MobileNet with a quarter of its maps: 218,544 parameters. */
function smallest(weights: string | undefined): Promise<LayersModel> {
  const options = { includeTop: false, pooling: 'max', inputShape: [160, 160, 3], alpha: 0.25 } as const
  return mobileNet({ ...options, weights: weights ?? 'imagenet' })
}

async function folderOf(weights: string, name: string): Promise<string | undefined> {
  for (const folder of [join(weights, name), weights]) {
    const isThere = await access(join(folder, 'model.json')).then(
      () => true,
      () => false,
    )
    if (isThere) return folder
  }
  return undefined
}
