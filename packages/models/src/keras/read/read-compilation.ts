import type { Hdf5Dataset, Hdf5Reader } from '../hdf5/hdf5.ts'
import { damaged, KerasFileError } from '../keras-error.ts'

/** Compilation of a model as stored in Keras files, with the optimizer's state. */
export interface KerasCompilation {
  /** Keras's configuration: `optimizer`, `loss`, `metrics` and more, under Keras's names. */
  config: Readonly<Record<string, unknown>>
  /**
   * The optimizer's variables in Keras's order: the number of steps, the learning rate, then its state for each weight.
   */
  variables: readonly { shape: readonly number[]; values: ArrayLike<number> }[]
}

/**
 * Reads the compilation of the model in a `.keras` file.
 *
 * @param limit Maximum number of values in the optimizer's state.
 * @throws KerasFileError if the file does not contain it, or is damaged.
 */
export function compilationOfArchive(model: unknown, file: Hdf5Reader, limit: number): KerasCompilation {
  const config = (model as { compile_config?: unknown }).compile_config
  const group = 'optimizer/vars'
  const paths = file.keys(group).map((_, index) => `${group}/${index}`)
  return { config: checked(config), variables: read(file, paths, limit) }
}

/** Reads the compilation of an older `.h5` model. */
export function compilationOfHdf5(file: Hdf5Reader, kerasVersion: string, limit: number): KerasCompilation {
  const text = file.text('', 'training_config')
  let training: unknown
  try {
    training = text === undefined ? undefined : JSON.parse(text)
  } catch (cause) {
    throw damaged('its training configuration is no JSON', cause)
  }
  const { optimizer_config: optimizer, ...config } = checked(training)
  if (!/^[3-9]/.test(kerasVersion)) {
    throw new KerasFileError(
      `its optimizer is of Keras ${kerasVersion}, which ordered its state in other ways`,
      'Load it without compile, and compile it yourself.',
    )
  }
  const group = 'optimizer_weights'
  const paths = (file.texts(group, 'weight_names') ?? []).map((name) => `${group}/${name}`)
  return { config: { optimizer, ...config }, variables: read(file, paths, limit) }
}

function checked(config: unknown): Record<string, unknown> {
  if (typeof config === 'object' && config !== null && Object.keys(config).length > 0) {
    return config as Record<string, unknown>
  }
  throw new KerasFileError(
    'it does not say how its model is compiled',
    'Load it without compile, and compile it yourself.',
  )
}

function read(file: Hdf5Reader, paths: readonly string[], limit: number): KerasCompilation['variables'] {
  const datasets = paths.map((path) => {
    const dataset = file.dataset(path)
    if (!dataset) throw damaged(`it has no ${path}`)
    return { path, dataset }
  })
  const size = ({ shape }: Hdf5Dataset): number => shape.reduce((product, axis) => product * axis, 1)
  if (!(datasets.reduce((sum, { dataset }) => sum + size(dataset), 0) <= limit)) {
    throw damaged('its optimizer declares more than the file holds')
  }
  return datasets.map(({ path, dataset }) => {
    const values = dataset.read()
    if (values.length !== size(dataset)) throw damaged(`the values of ${path} are cut short`)
    if (!values.every(Number.isFinite)) throw damaged(`the values of ${path} are not all finite numbers`)
    return { shape: dataset.shape, values }
  })
}
