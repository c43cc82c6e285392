import { replaceFolder } from '@dlw/data/files'
import { io } from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { saveKeras } from '../keras/write/save-keras.ts'
import { toArtifacts } from './model-artifacts.ts'
import { isBrowserAddress, pathOf } from './model-location.ts'

/**
 * Saves a model, with topology, layer names and weights, for {@link loadModel} or TensorFlow.js's `loadLayersModel`.
 *
 * In Node, `location` is a folder that receives `model.json` and `weights.bin`, without `tfjs-node`. Saving is atomic:
 * a failure or crash never leaves an incomplete model. An existing model is replaced (a `README.md` is kept); a folder
 * with any other file causes an error. In browsers `location` is `indexeddb://name`, `localstorage://name`,
 * `downloads://name` or an `https://` URL that accepts a POST.
 *
 * @param model The model; it need not be compiled. Its optimizer is not saved.
 * @param location A folder, created with its parents if missing, or a URL; or a `.keras` or `.h5` file, which is
 * written as by {@link saveKeras}.
 * @throws Error with `cause` if the folder cannot be written or contains other files.
 * @see Keras: `model.save()`
 * @example
 * ```ts
 * import { loadModel, saveModel } from '@dlw/models'
 *
 * await saveModel(model, 'my-first-model')
 * console.log((await loadModel('my-first-model')).countParams()) // → 83
 * ```
 */
export async function saveModel(model: LayersModel, location: string): Promise<void> {
  if (/\.(keras|h5)$/.test(location)) return saveKeras(model, location)
  const artifacts = await toArtifacts(model)
  if (isBrowserAddress(location)) {
    const [handler] = io.getSaveHandlers(location)
    if (!handler?.save) {
      throw new Error(
        `saveModel: expected a folder or an address that can be written here, received location=${location}. Use a folder in Node, indexeddb:// in a browser.`,
      )
    }
    await handler.save(artifacts)
    return
  }
  const { weightData, weightSpecs, ...topology } = artifacts
  const json = { ...topology, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }] }
  const folder = await pathOf('saveModel', location)
  try {
    await replaceFolder(folder, {
      'model.json': JSON.stringify(json),
      'weights.bin': new Uint8Array(weightData as ArrayBuffer),
    })
  } catch (cause) {
    throw new Error(
      `saveModel: expected a new folder or one with a saved model, received location=${folder}: ${(cause as Error).message}. Choose another folder or make it writable.`,
      { cause },
    )
  }
}
