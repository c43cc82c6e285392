import { strFromU8, type UnzipFileInfo, unzipSync } from 'fflate'
import { damaged } from './keras-error.ts'

/** The three parts of a `.keras` file. */
export interface KerasArchive {
  kerasVersion: string
  config: unknown
  weights: Uint8Array
}

/** Largest size of each entry, as bytes for every byte of the file: no honest one is compressed more than this. */
const limits: Readonly<Record<string, number>> = { 'metadata.json': 100, 'config.json': 100, 'model.weights.h5': 20 }

/**
 * Takes a `.keras` file (version 3) apart in memory.
 *
 * @throws KerasFileError if it is not one, or would grow beyond reason when unpacked.
 */
export function readKerasArchive(bytes: Uint8Array): KerasArchive {
  const wanted = ({ name, originalSize, size }: UnzipFileInfo): boolean => {
    if (!(name in limits)) return false
    if (originalSize > Math.max(size, 1000) * limits[name]!) {
      throw damaged(`its ${name} claims to grow from ${size} to ${originalSize} bytes`)
    }
    return true
  }
  let entries: Record<string, Uint8Array>
  try {
    entries = unzipSync(bytes, { filter: wanted })
  } catch (cause) {
    throw cause instanceof Error && cause.name === 'KerasFileError'
      ? cause
      : damaged('it is not a whole zip archive', cause)
  }
  const missing = Object.keys(limits).find((name) => !entries[name])
  if (missing) throw damaged(`it has no ${missing}`)
  const metadata = parsed(entries['metadata.json']!, 'metadata.json') as { keras_version?: unknown }
  const kerasVersion = String(metadata?.keras_version ?? '3')
  return { kerasVersion, config: parsed(entries['config.json']!, 'config.json'), weights: entries['model.weights.h5']! }
}

function parsed(bytes: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(strFromU8(bytes))
  } catch (cause) {
    throw damaged(`its ${name} is no JSON`, cause)
  }
}
