import type { Attribute, Dataset, File, Group } from 'h5wasm'
import { damaged } from './keras-error.ts'

/** A dataset of an HDF5 file: its shape, and its values when asked for. */
export interface Hdf5Dataset {
  shape: readonly number[]
  read(): Float32Array
}

/** An HDF5 file that is open for reading. */
export interface Hdf5Reader {
  /** An attribute's text, or undefined. */
  text(path: string, attribute: string): string | undefined
  /** An attribute's list of texts, also where it is spread over `name0`, `name1`, …; or undefined. */
  texts(path: string, attribute: string): string[] | undefined
  /** Names of what a group holds; none if there is no such group. */
  keys(path: string): string[]
  dataset(path: string): Hdf5Dataset | undefined
}

let files = 0

/**
 * Opens an HDF5 file for the time of `use`. The library is loaded when it is first needed.
 *
 * @throws KerasFileError if the bytes are not a whole HDF5 file.
 */
export async function withHdf5<Result>(bytes: Uint8Array, use: (file: Hdf5Reader) => Result): Promise<Result> {
  const { default: hdf5 } = await import('h5wasm')
  const module = await hdf5.ready
  module.activate_throwing_error_handler()
  const name = `dlw-${files++}.h5`
  let file: File | undefined
  try {
    module.FS.writeFile(name, bytes)
    try {
      file = new hdf5.File(name, 'r')
      file.keys()
    } catch (cause) {
      throw damaged('it is not a whole HDF5 file', cause)
    }
    return use(reader(file))
  } finally {
    try {
      file?.close()
    } catch {
      // A damaged file cannot always be closed; it is gone from memory all the same.
    }
    module.FS.unlink(name)
  }
}

function reader(file: File): Hdf5Reader {
  const entity = (path: string): Group | Dataset | undefined => {
    try {
      const found = path === '' ? file : (file.get(path) as Group | Dataset | null)
      return found && ('keys' in found || 'metadata' in found) ? found : undefined
    } catch {
      return undefined
    }
  }
  const value = (path: string, attribute: string): unknown => {
    const attributes = entity(path)?.attrs as Record<string, Attribute> | undefined
    return attributes && attribute in attributes ? attributes[attribute]!.value : undefined
  }
  return {
    text: (path, attribute) => {
      const found = value(path, attribute)
      return typeof found === 'string' ? found : undefined
    },
    texts: (path, attribute) => {
      const whole = value(path, attribute)
      if (whole !== undefined) return Array.from(whole as ArrayLike<unknown>, String)
      const parts: string[] = []
      for (let index = 0; ; index++) {
        const part = value(path, `${attribute}${index}`)
        if (part === undefined) return index > 0 ? parts : undefined
        for (const text of Array.from(part as ArrayLike<unknown>, String)) parts.push(text)
      }
    },
    keys: (path) => {
      const found = entity(path)
      return found && 'keys' in found ? found.keys() : []
    },
    dataset: (path) => {
      const found = entity(path)
      return found && !('keys' in found) ? datasetOf(found, path) : undefined
    },
  }
}

function datasetOf(dataset: Dataset, path: string): Hdf5Dataset {
  const shape = dataset.shape ?? []
  return {
    shape,
    read: () => {
      try {
        const found = dataset.value
        const values = typeof found === 'number' || typeof found === 'bigint' ? [found] : found
        if (!ArrayBuffer.isView(values) && !Array.isArray(values)) throw new Error('it holds no numbers')
        return Float32Array.from(values as unknown as ArrayLike<number | bigint>, Number)
      } catch (cause) {
        throw damaged(`the values of ${path} cannot be read`, cause)
      }
    },
  }
}
