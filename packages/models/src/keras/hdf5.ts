import type { Attribute, Dataset, File, Group } from 'h5wasm'
import { floatsOf, fromBfloat16, fromFloat16 } from './hdf5-values.ts'
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
      return typeof found === 'string' ? utf8(found) : undefined
    },
    texts: (path, attribute) => {
      const whole = value(path, attribute)
      if (whole !== undefined) return Array.from(whole as ArrayLike<unknown>, (one) => utf8(String(one)))
      const parts: string[] = []
      for (let index = 0; ; index++) {
        const part = value(path, `${attribute}${index}`)
        if (part === undefined) return index > 0 ? parts : undefined
        for (const text of Array.from(part as ArrayLike<unknown>, (one) => utf8(String(one)))) parts.push(text)
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

/** What the library takes for ASCII, byte by byte, is UTF-8 in Keras's files. */
function utf8(text: string): string {
  if (/^[\x20-\x7f]*$/.test(text)) return text
  const bytes = Array.from(text, (letter) => windows1252().indexOf(letter))
  if (bytes.includes(-1)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return text
  }
}

/** The letters of all bytes in the code that browsers take for ASCII. */
function windows1252(): string {
  return new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
}

/** Classes of HDF5's types: floating-point numbers, and bytes of which it knows no more. */
const [floating, opaque] = [1, 5]

function datasetOf(dataset: Dataset, path: string): Hdf5Dataset {
  const shape = dataset.shape ?? []
  return {
    shape,
    read: () => {
      try {
        const { metadata } = dataset
        const half = metadata.size === 2 && (metadata.type === floating || metadata.type === opaque)
        if (!half) return floatsOf(dataset.value)
        // The library has no numbers of 16 bits: it gives the bytes of what it does not know.
        Object.defineProperty(dataset, 'metadata', { value: { ...metadata, type: opaque } })
        const found = dataset.value as unknown
        const bytes = found instanceof Uint8Array ? found : new Uint8Array([found].flat(9) as number[])
        return metadata.type === floating ? fromFloat16(bytes) : fromBfloat16(bytes)
      } catch (cause) {
        throw damaged(`the values of ${path} cannot be read`, cause)
      }
    },
  }
}
