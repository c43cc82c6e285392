import { rejectUnknownOptions } from '@dlw/data/arguments'
import { joinPath, readLocal, settleFolder, splitPath } from '@dlw/data/files'
import { io } from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { loadKeras } from '../keras/load-keras.ts'
import type { NonFiniteOptions } from '../weights/all-finite.ts'
import { fromArtifacts } from './model-artifacts.ts'
import { isBrowserAddress, pathOf } from './model-location.ts'
import { byteLength, checkManifest, type WeightsGroup } from './weights-manifest.ts'

/** Options of {@link loadModel}. */
export type LoadModelOptions = NonFiniteOptions

/**
 * Loads a model saved by {@link saveModel}, TensorFlow.js or its converter, with identical layer names and weights.
 *
 * @param location In Node a folder with `model.json`, or the path of that file. In browsers `indexeddb://name`,
 * `localstorage://name` or the `https://` URL of a `model.json` (also in Node). A `.keras` or `.h5` file is loaded as
 * by {@link loadKeras}.
 * @returns The model, not compiled. Dispose it with `model.dispose()`.
 * @throws Error with `cause` if a file is missing, truncated or invalid, topology and weights do not match, or a weight is
 * not finite.
 * @see Keras: `keras.models.load_model()`
 * @example
 * ```ts
 * import { loadModel, saveModel } from '@dlw/models'
 *
 * await saveModel(model, 'penguins')
 * const again = await loadModel('penguins')
 * console.log(again.layers.map(({ name }) => name).join(' ')) // → input_layer dense dense_1
 * ```
 */
export async function loadModel(location: string, options: LoadModelOptions = {}): Promise<LayersModel> {
  rejectUnknownOptions('loadModel', options, ['allowNonFinite'])
  if (/\.(keras|h5)$/.test(location)) return loadKeras(location, options)
  if (isBrowserAddress(location)) return fromArtifacts(location, await fetched(location), options)
  const path = await pathOf('loadModel', location)
  const { folder, name: topology } = path.endsWith('.json') ? splitPath(path) : { folder: path, name: 'model.json' }
  await settleFolder(folder)
  const text = new TextDecoder().decode(await readFile(folder, topology))
  const { modelTopology, groups } = parsed(text, folder)
  const shards: Uint8Array<ArrayBuffer>[] = []
  for (const group of groups) {
    const read: Uint8Array<ArrayBuffer>[] = []
    for (const name of group.paths) {
      if (name !== splitPath(name).name)
        throw unreadable(folder, `its model.json names the file ${name}, outside the folder`)
      read.push(await readFile(folder, name))
    }
    const expected = byteLength(group.weights)
    const received = read.reduce((sum, bytes) => sum + bytes.length, 0)
    if (received !== expected) {
      const names = group.paths.map((name) => joinPath(folder, name)).join(', ')
      throw unreadable(folder, `${names} should have ${expected} bytes and has ${received}`)
    }
    for (const shard of read) shards.push(shard)
  }
  const weightSpecs = groups.flatMap(({ weights }) => weights)
  return fromArtifacts(
    folder,
    { modelTopology, weightSpecs, weightData: await new Blob(shards).arrayBuffer() },
    options,
  )
}

/** Fetches the content of a URL. */
async function fetched(location: string): Promise<io.ModelArtifacts> {
  const handler = io.getLoadHandlers(location)[0] ?? io.browserHTTPRequest(location)
  try {
    return await handler.load!()
  } catch (cause) {
    throw new Error(
      `loadModel: expected an address with a saved model, received location=${location}: ${(cause as Error).message} Check the address, or save the model there first.`,
      { cause },
    )
  }
}

function parsed(text: string, folder: string): { modelTopology: object; groups: WeightsGroup[] } {
  try {
    const { modelTopology, weightsManifest } = (JSON.parse(text) ?? {}) as Record<string, unknown>
    if (typeof modelTopology !== 'object' || modelTopology === null) {
      throw new Error('modelTopology or weightsManifest is missing')
    }
    return { modelTopology, groups: checkManifest(weightsManifest) }
  } catch (cause) {
    throw unreadable(folder, `its model.json is not a layers model (${(cause as Error).message})`, cause)
  }
}

async function readFile(folder: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = joinPath(folder, name)
  try {
    return await readLocal(path)
  } catch (cause) {
    throw unreadable(folder, `${path} cannot be read (${(cause as NodeJS.ErrnoException).code})`, cause)
  }
}

function unreadable(folder: string, reason: string, cause?: unknown): Error {
  return new Error(
    `loadModel: expected a folder with a complete saved model, received location=${folder}: ${reason}. Save the model again, or check the path.`,
    { cause },
  )
}
