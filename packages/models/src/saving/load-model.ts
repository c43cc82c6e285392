import { joinPath, readLocal, splitPath } from '@dlw/data/files'
import { io } from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { loadKeras } from '../keras/load-keras.ts'
import { fromArtifacts } from './model-artifacts.ts'
import { isBrowserAddress, pathOf } from './model-location.ts'

/**
 * Loads a model that {@link saveModel}, TensorFlow.js or its converter wrote: layer names and weights bit for bit.
 *
 * @param location In Node a folder with `model.json`, or the path of that file. In browsers `indexeddb://name`,
 * `localstorage://name` or the `https://` address of a `model.json` (in Node, too). A file that ends in `.keras` or `.h5`
 * is loaded as by {@link loadKeras}.
 * @returns The model, not compiled. Dispose of it with `model.dispose()`.
 * @throws Error with `cause` if a file is missing, cut short or not of this format, or topology and weights disagree.
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
export async function loadModel(location: string): Promise<LayersModel> {
  if (/\.(keras|h5)$/.test(location)) return loadKeras(location)
  if (isBrowserAddress(location)) {
    return fromArtifacts(location, await fetched(location))
  }
  const path = await pathOf('loadModel', location)
  const { folder, name: topology } = path.endsWith('.json') ? splitPath(path) : { folder: path, name: 'model.json' }
  const text = new TextDecoder().decode(await readFile(folder, topology))
  const json = parsed(text, folder)
  const groups = json.weightsManifest as { paths: string[]; weights: io.WeightsManifestEntry[] }[]
  const shards: Uint8Array<ArrayBuffer>[] = []
  for (const group of groups) {
    const read: Uint8Array<ArrayBuffer>[] = []
    for (const name of group.paths) {
      if (name !== splitPath(name).name)
        throw unreadable(folder, `its model.json names the file ${name}, outside the folder`)
      read.push(await readFile(folder, name))
    }
    const expected = group.weights.reduce((sum, spec) => sum + byteLength(spec), 0)
    const received = read.reduce((sum, bytes) => sum + bytes.length, 0)
    if (received !== expected) {
      const names = group.paths.map((name) => joinPath(folder, name)).join(', ')
      throw unreadable(folder, `${names} should have ${expected} bytes and has ${received}`)
    }
    for (const shard of read) shards.push(shard)
  }
  return fromArtifacts(folder, {
    modelTopology: json.modelTopology as object,
    weightSpecs: groups.flatMap(({ weights }) => weights),
    weightData: await new Blob(shards).arrayBuffer(),
  })
}

/** What lies at an address. */
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

function parsed(text: string, folder: string): Record<string, unknown> {
  try {
    const json = JSON.parse(text) as Record<string, unknown>
    if (typeof json.modelTopology !== 'object' || json.modelTopology === null || !Array.isArray(json.weightsManifest)) {
      throw new Error('modelTopology or weightsManifest is missing')
    }
    return json
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

/** Bytes that one weight takes on disk. */
function byteLength({ name, shape, dtype, quantization }: io.WeightsManifestEntry): number {
  const bytes = { float32: 4, int32: 4, complex64: 8, float16: 2, uint16: 2, uint8: 1, bool: 1 }[
    (quantization?.dtype ?? dtype) as string
  ]
  if (bytes === undefined)
    throw new Error(`loadModel: expected numbers, received weight ${name} of dtype=${dtype}. Save the model again.`)
  return bytes * shape.reduce((size, axis) => size * axis, 1)
}

function unreadable(folder: string, reason: string, cause?: unknown): Error {
  return new Error(
    `loadModel: expected a folder with a complete saved model, received location=${folder}: ${reason}. Save the model again, or check the path.`,
    { cause },
  )
}
