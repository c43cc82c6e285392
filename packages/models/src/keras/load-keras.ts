import { rejectUnknownOptions } from '@dlw/data/arguments'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { NonFiniteOptions } from '../weights/all-finite.ts'
import { disposeWeights } from '../weights/named-weights.ts'
import { withHdf5 } from './hdf5/hdf5.ts'
import { readKerasArchive } from './keras-archive.ts'
import { damaged, KerasFileError } from './keras-error.ts'
import { modelFromKeras } from './read/model-from-keras.ts'
import { type FileSource, nameOfSource, readBytes } from './read/read-bytes.ts'
import { compilationOfArchive, compilationOfHdf5, type KerasCompilation } from './read/read-compilation.ts'
import { readWeights } from './read/read-weights.ts'
import { withinBudget } from './read/within-budget.ts'

/** Options of {@link loadKeras}. */
export interface LoadKerasOptions extends NonFiniteOptions {
  /**
   * Compiles the model as stored in the file, including the optimizer and its state, to resume training:
   * `compileFromKeras` of `@dlw/train`. Defaults to leaving the model uncompiled.
   */
  compile?: (model: LayersModel, compilation: KerasCompilation) => void
  /**
   * 'float32' loads models of 16- or 8-bit precision (`mixed_float16`, `bfloat16`, int8) and computes in 32 bits:
   * results then differ from Keras's in the third digit. Defaults to throwing for such models.
   */
  precision?: 'float32'
}

/**
 * Loads a Keras model with its weights, without Python: the `.keras` files of Keras 3 and whole models in `.h5`.
 * Sequential and Functional models, shared layers, several inputs and outputs, and nested models.
 *
 * @param source Path (Node), URL, or bytes of the file.
 * @returns The model, with Keras's layer names. Dispose it with `model.dispose()`.
 * @throws Error with `cause` if the file cannot be read, is damaged, or has a layer that is not supported; the message
 * names the layer by its path. With `compile`, also if the file has no compilation, or an unsupported one.
 * @see Keras: `keras.models.load_model()`
 * @example
 * ```ts
 * import { loadKeras, saveKeras } from '@dlw/models'
 *
 * await saveKeras(model, 'penguins.keras') // or in Python: model.save('penguins.keras')
 * const again = await loadKeras('penguins.keras')
 * console.log(again.layers.map(({ name }) => name).join(' ')) // → input_layer dense dense_1
 * ```
 */
export async function loadKeras(source: FileSource, options: LoadKerasOptions = {}): Promise<LayersModel> {
  rejectUnknownOptions('loadKeras', options, ['compile', 'precision', 'allowNonFinite'])
  const { compile } = options
  const bytes = await readBytes('loadKeras', source)
  const { model, compilation } = await explained('loadKeras', source, () =>
    isZip(bytes) ? fromArchive(bytes, options) : fromHdf5(bytes, options),
  )
  return filled(model, () => {
    if (compilation) compile?.(model, compilation)
  })
}

/**
 * Loads weights from a Keras file into a model of the same architecture: `.weights.h5`, `.h5` or `.keras`.
 *
 * Older files are matched by layer order, not by name, as in Keras.
 *
 * @param model The model; changed in place.
 * @param source Path (Node), URL, or bytes of the file.
 * @throws Error with `cause` if the file cannot be read, is damaged, or does not match the model.
 * @see Keras: `model.load_weights()`
 * @example
 * ```ts
 * import { denseNetwork, loadKerasWeights, saveKeras } from '@dlw/models'
 *
 * await saveKeras(model, 'penguins.keras')
 * const fresh = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, seed: 1 })
 * await loadKerasWeights(fresh, 'penguins.keras')
 * console.log(fresh.getWeights()[0]!.dataSync()[0] === model.getWeights()[0]!.dataSync()[0]) // → true
 * ```
 */
export async function loadKerasWeights(
  model: LayersModel,
  source: FileSource,
  options: NonFiniteOptions = {},
): Promise<void> {
  rejectUnknownOptions('loadKerasWeights', options, ['allowNonFinite'])
  const bytes = await readBytes('loadKerasWeights', source)
  await explained('loadKerasWeights', source, async () => {
    const weights = isZip(bytes) ? readKerasArchive(bytes).weights : bytes
    await withHdf5(weights, (file) => readWeights(model, file, options))
  })
}

/** Content of a file. */
interface Loaded {
  model: LayersModel
  compilation?: KerasCompilation
}

async function fromArchive(bytes: Uint8Array, options: LoadKerasOptions): Promise<Loaded> {
  const { config, kerasVersion, weights } = readKerasArchive(bytes)
  return withHdf5(weights, (file) => {
    const compilation = options.compile ? compilationOfArchive(config, file, weights.length) : undefined
    const model = withinBudget(weights.length, () => modelFromKeras(config, kerasVersion, options))
    filled(model, () => readWeights(model, file, options))
    return { model, ...(compilation && { compilation }) }
  })
}

function fromHdf5(bytes: Uint8Array, options: LoadKerasOptions): Promise<Loaded> {
  return withHdf5(bytes, (file) => {
    const text = file.text('', 'model_config')
    if (text === undefined) {
      throw new KerasFileError(
        'it holds weights but no model',
        'Build the model and use loadKerasWeights(model, source).',
      )
    }
    let config: unknown
    try {
      config = JSON.parse(text)
    } catch (cause) {
      throw damaged('its configuration is no JSON', cause)
    }
    const version = file.text('', 'keras_version') ?? '2'
    const compilation = options.compile ? compilationOfHdf5(file, version, bytes.length) : undefined
    const model = withinBudget(bytes.length, () => modelFromKeras(config, version, options))
    filled(model, () => readWeights(model, file, options))
    return { model, ...(compilation && { compilation }) }
  })
}

/** Returns the model after `fill`; disposes it if that fails. */
function filled(model: LayersModel, fill: () => void): LayersModel {
  try {
    fill()
    return model
  } catch (error) {
    disposeWeights(model)
    throw error
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

/** Advice for errors that TensorFlow.js throws while the model is built. */
const whatElse =
  'Check that Keras itself loads it; if it does, cut the model before that layer, or report it with the configuration.'

/** Adds the file's name to error messages, including internal errors caused by a damaged file. */
async function explained<Result>(caller: string, source: FileSource, body: () => Promise<Result>): Promise<Result> {
  try {
    return await body()
  } catch (cause) {
    const { message } = cause as Error
    const advice = cause instanceof KerasFileError ? cause.advice : whatElse
    throw new Error(
      `${caller}: expected a Keras model file, received source=${nameOfSource(source)}: ${message}. ${advice}`,
      { cause },
    )
  }
}
