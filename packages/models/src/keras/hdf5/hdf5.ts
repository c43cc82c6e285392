import type { Attribute, Dataset, File, Group } from 'h5wasm'
import { damaged } from '../keras-error.ts'
import { haveSoundGlobalHeaps } from './check-global-heaps.ts'
import { hdf5Library } from './hdf5-library.ts'
import { floatsOf, fromBfloat16, fromFloat16 } from './hdf5-values.ts'

/** A dataset of an HDF5 file: its shape, and its values on demand. */
export interface Hdf5Dataset {
  shape: readonly number[]
  read(): Float32Array
}

/** An HDF5 file that is open for reading. */
export interface Hdf5Reader {
  /** Returns a string attribute, or undefined. */
  text(path: string, attribute: string): string | undefined
  /** Returns a string-list attribute, also if it is split into `name0`, `name1`, …; or undefined. */
  texts(path: string, attribute: string): string[] | undefined
  /** Lists the names in a group; returns none if it does not exist. */
  keys(path: string): string[]
  dataset(path: string): Hdf5Dataset | undefined
}

let files = 0
/** The library only reads the bytes, so it need not copy them. Its types do not list this option. */
const notCopied = { canOwn: true } as object

/**
 * Opens an HDF5 file while `use` runs. The library is loaded on first use.
 *
 * @throws KerasFileError if the bytes are not a complete HDF5 file.
 */
export async function withHdf5<Result>(bytes: Uint8Array, use: (file: Hdf5Reader) => Result): Promise<Result> {
  if (!haveSoundGlobalHeaps(bytes)) throw damaged('it is not a whole HDF5 file')
  const { hdf5, module, session } = await hdf5Library()
  const name = `dlw-${files++}.h5`
  module.FS.writeFile(name, bytes, notCopied)
  try {
    return session((spoil) => {
      let file: File | undefined
      try {
        try {
          file = new hdf5.File(name, 'r')
          file.keys()
        } catch (cause) {
          throw damaged('it is not a whole HDF5 file', cause)
        }
        return use(reader(file, spoil))
      } finally {
        try {
          file?.close()
        } catch {
          spoil()
        }
      }
    })
  } finally {
    module.FS.unlink(name)
  }
}

function reader(file: File, spoil: () => void): Hdf5Reader {
  const entity = (path: string): Group | Dataset | undefined => {
    try {
      const found = path === '' ? file : (file.get(path) as Group | Dataset | null)
      return found && ('keys' in found || 'metadata' in found) ? found : undefined
    } catch {
      spoil()
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

/** Decodes strings that the library reads as ASCII bytes but Keras writes as UTF-8. */
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

/** Characters of all bytes in the encoding that browsers use for ASCII. */
function windows1252(): string {
  return new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
}

/** HDF5 type classes: floating-point numbers, and opaque bytes. */
const [floating, opaque] = [1, 5]

/** Numbers read at once. The library's memory grows to what one call needs and never shrinks. */
const atOnce = 2 ** 22

/** Reads a dataset by rows of its first axis, so that a large one is in memory only once. */
function inParts(dataset: Dataset): Float32Array {
  const [rows = 1, ...others] = dataset.shape ?? []
  const width = others.reduce((size, axis) => size * axis, 1)
  if (!(rows * width > atOnce)) return floatsOf(dataset.value)
  const values = new Float32Array(rows * width)
  const step = Math.max(Math.floor(atOnce / width), 1)
  for (let row = 0; row < rows; row += step) {
    values.set(floatsOf(dataset.slice([[row, Math.min(row + step, rows)]])), row * width)
  }
  return values
}

function datasetOf(dataset: Dataset, path: string): Hdf5Dataset {
  const shape = dataset.shape ?? []
  return {
    shape,
    read: () => {
      try {
        const { metadata } = dataset
        const half = metadata.size === 2 && (metadata.type === floating || metadata.type === opaque)
        if (!half) return inParts(dataset)
        // The library does not support 16-bit floats: it returns bytes for unknown types.
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
