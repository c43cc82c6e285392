import type { File, Group } from 'h5wasm'
import { hdf5Library } from './hdf5-library.ts'

/** An HDF5 file being written. Groups are created with their parents. */
export interface Hdf5Writer {
  group(path: string): void
  text(path: string, attribute: string, value: string): void
  texts(path: string, attribute: string, values: readonly string[]): void
  dataset(path: string, values: Float32Array | BigInt64Array, shape: readonly number[]): void
}

let files = 0

/**
 * Creates an HDF5 file with the content added by `write`, and returns its bytes. The library is loaded on first use.
 */
export async function writeHdf5(write: (file: Hdf5Writer) => void): Promise<Uint8Array<ArrayBuffer>> {
  const { hdf5, module, session } = await hdf5Library()
  const name = `dlw-out-${files++}.h5`
  try {
    session(() => {
      const file: File = new hdf5.File(name, 'w')
      try {
        write(writer(file))
        file.flush()
      } finally {
        file.close()
      }
    })
    return new Uint8Array(module.FS.readFile(name) as Uint8Array)
  } finally {
    if (module.FS.analyzePath(name).exists) module.FS.unlink(name)
  }
}

function writer(file: File): Hdf5Writer {
  const groups = new Map<string, Group>([['', file]])
  const group = (path: string): Group => {
    const known = groups.get(path)
    if (known) return known
    const slash = path.lastIndexOf('/')
    const made = group(path.slice(0, Math.max(slash, 0))).create_group(path.slice(slash + 1))
    groups.set(path, made)
    return made
  }
  return {
    group: (path) => void group(path),
    text: (path, attribute, value) => group(path).create_attribute(attribute, value, [], 'S'),
    texts: (path, attribute, values) => {
      if (values.length > 0) group(path).create_attribute(attribute, [...values], [values.length], 'S')
      else group(path).create_attribute(attribute, new Float64Array(0), [0], '<d')
    },
    dataset: (path, values, shape) => {
      const slash = path.lastIndexOf('/')
      group(path.slice(0, Math.max(slash, 0))).create_dataset({
        name: path.slice(slash + 1),
        data: values,
        shape: [...shape],
        dtype: values instanceof Float32Array ? '<f' : '<q',
      })
    },
  }
}
