import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { denseNet121, loadBackbone } from '@dlw/models'
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

/** The names that `--backbone` takes. */
export const backboneNames: readonly string[] = ['densenet121', ...Object.keys(localModels)]

/**
 * The backbone of the lesson with Keras's ImageNet weights, or a model of `weights/<name>`, without a network.
 *
 * @throws RangeError for an unknown name; Error when the weights cannot be had, with what to download or name instead.
 */
export async function loadNetwork(name: string, weights: string | undefined): Promise<Backbone> {
  if (name === 'densenet121') return { name, model: await lessonsOwn(weights), black: 0 }
  const known = localModels[name]
  if (!known) {
    throw new RangeError(
      `episode: expected --backbone to be one of ${backboneNames.join(', ')}, received backbone=${name}.`,
    )
  }
  const folder = weights === undefined ? undefined : await folderOf(weights, name)
  if (folder === undefined) {
    throw new Error(
      `episode: expected the model ${name} in weights=${weights ?? '(not given)'}, received none. Name the folder that holds ${name}/model.json with --weights.`,
    )
  }
  return { name, model: await loadBackbone(folder, { cut: known.cut, pooling: 'max' }), black: known.black }
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
      `${message} Or take the smallest model that needs no network: --backbone mobilenet_v1_0.25_128 --weights DIR, where DIR/mobilenet_v1_0.25_128 holds its model.json.`,
      { cause },
    )
  }
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
