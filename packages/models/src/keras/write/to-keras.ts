import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { strToU8, zipSync } from 'fflate'
import { KerasOperation } from '../../operators/keras-operation.ts'
import { type Hdf5Writer, writeHdf5 } from '../hdf5/write-hdf5.ts'
import { KerasFileError } from '../keras-error.ts'
import { nameOfLayerWeights } from '../names/layer-weight-names.ts'
import type { KerasCompilation } from '../read/read-compilation.ts'
import { weightsPaths } from '../weights-paths.ts'
import type { KerasObject } from './layer-to-keras.ts'
import { modelToKeras } from './model-to-keras.ts'

/** Keras's formats: `.keras`, whole `.h5` models, and weights only. */
export type KerasFormat = 'keras' | 'h5' | 'weights.h5'

/** Options of {@link toKeras}. */
export interface ToKerasOptions {
  /** 'keras' for Keras 3's own format, 'h5' for the older one, 'weights.h5' for weights only. Defaults to 'keras'. */
  format?: KerasFormat
  /**
   * Describes the compilation and the optimizer's state, so that Keras can resume training: `kerasCompilation` of
   * `@dlw/train`. Defaults to leaving it out.
   */
  compilation?: (model: LayersModel) => Promise<KerasCompilation>
}

const kerasVersion = '3.15.0'

/**
 * Converts a model to a Keras file, for example to train it in Python and load it again with {@link loadKeras}.
 *
 * @param model The model; it need not be compiled.
 * @returns The bytes of the file.
 * @throws Error with `cause` if the model has a layer that Keras does not support; the message names it by its path.
 * @see Keras: `model.save()`, `model.save_weights()`
 * @example
 * ```ts
 * import { loadKeras, toKeras } from '@dlw/models'
 *
 * const bytes = await toKeras(model) // of a .keras file
 * console.log((await loadKeras(bytes)).countParams()) // → 83
 * ```
 */
export async function toKeras(
  model: LayersModel,
  { format = 'keras', compilation }: ToKerasOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const compiled = await compilation?.(model)
  try {
    const values = new Map<object, Float32Array>()
    for (const weight of model.weights) values.set(weight, (await weight.read().data()) as Float32Array)
    if (format === 'weights.h5') return await writeHdf5((file) => writeWeights(file, model, values, compiled))
    const config = modelToKeras(model)
    if (format === 'h5') return await writeHdf5((file) => writeLegacy(file, model, values, config, compiled))
    const weights = await writeHdf5((file) => writeWeights(file, model, values, compiled))
    const metadata = {
      keras_version: kerasVersion,
      date_saved: new Date().toISOString().slice(0, 19).replace('T', '@'),
    }
    const topology = { ...config, build_config: null, compile_config: compiled?.config ?? null }
    const text = (value: unknown) => strToU8(JSON.stringify(value))
    const entries = { 'metadata.json': text(metadata), 'config.json': text(topology), 'model.weights.h5': weights }
    return zipSync(entries, { level: 0 }) as Uint8Array<ArrayBuffer>
  } catch (cause) {
    if (!(cause instanceof KerasFileError)) throw cause
    throw new Error(
      `toKeras: expected a model that Keras can have, received model=${model.name}: ${cause.message}. ${cause.advice}`,
      {
        cause,
      },
    )
  }
}

/** Keras 3's own layout. */
function writeWeights(
  file: Hdf5Writer,
  model: LayersModel,
  values: ReadonlyMap<object, Float32Array>,
  compiled: KerasCompilation | undefined,
): void {
  file.group('layers')
  file.group('vars')
  if (compiled) writeVariables(file, compiled, (index) => `optimizer/vars/${index}`)
  for (const { weight, path, value } of weightsPaths(model)) {
    const other = value?.()
    const numbers = (other?.dataSync() ?? values.get(weight)!) as Float32Array
    file.dataset(path, numbers, weight.shape as number[])
    other?.dispose()
  }
}

/** The older layout: the configuration as text, a group per layer, names in order. */
function writeLegacy(
  file: Hdf5Writer,
  model: LayersModel,
  values: ReadonlyMap<object, Float32Array>,
  config: KerasObject,
  compiled: KerasCompilation | undefined,
): void {
  if (compiled) {
    const { optimizer, ...others } = compiled.config
    const training = { ...others, optimizer_config: optimizer }
    file.text('', 'training_config', JSON.stringify(training, withoutModules))
    const names = compiled.variables.map((_, index) => `optimizer/${index}`)
    file.texts('optimizer_weights', 'weight_names', names)
    writeVariables(file, compiled, (index) => `optimizer_weights/${names[index]}`)
  }
  expectLayers(model, model.name)
  const root = 'model_weights'
  file.text('', 'backend', 'tensorflow')
  file.text('', 'keras_version', kerasVersion)
  file.text('', 'model_config', JSON.stringify(legacyConfig(config)))
  file.texts(
    root,
    'layer_names',
    model.layers.map(({ name }) => name),
  )
  file.text(root, 'backend', 'tensorflow')
  file.text(root, 'keras_version', kerasVersion)
  for (const layer of model.layers) {
    const named = nameOfLayerWeights(layer)
    const names = named.map(({ name }) => name)
    file.texts(`${root}/${layer.name}`, 'weight_names', names)
    for (const { name, weight } of named)
      file.dataset(`${root}/${layer.name}/${name}`, values.get(weight)!, weight.shape as number[])
  }
  file.texts(`${root}/top_level_model_weights`, 'weight_names', [])
}

/** Keras writes operations to the older format but cannot read them back. */
function expectLayers(model: layers.Layer, path: string): void {
  for (const layer of (model as LayersModel).layers) {
    if ('layers' in layer) expectLayers(layer, `${path}/${layer.name}`)
    if (layer instanceof KerasOperation) {
      throw new KerasFileError(
        `${path}/${layer.name} is the operation ${layer.options.operation} of keras.ops, which Keras cannot read from an .h5 file`,
        "Write it with format 'keras'.",
      )
    }
  }
}

/** The first is the number of steps, an integer. */
function writeVariables(file: Hdf5Writer, { variables }: KerasCompilation, path: (index: number) => string): void {
  for (const [index, { shape, values }] of variables.entries()) {
    const data = index === 0 ? BigInt64Array.from(Array.from(values), BigInt) : Float32Array.from(values)
    file.dataset(path(index), data, shape)
  }
}

/** The older format names objects by class only. */
const withoutModules = (key: string, value: unknown): unknown =>
  key === 'module' || key === 'registered_name' ? undefined : value

/** The older format names layers and models by class only. */
function legacyConfig(object: KerasObject): object {
  const { layers, ...config } = object.config as { layers?: KerasObject[] }
  const { module, registered_name, ...plain } = object
  return layers ? { ...plain, config: { ...config, layers: layers.map(legacyConfig) } } : plain
}
