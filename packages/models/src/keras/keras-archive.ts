import { strFromU8, type UnzipFileInfo, unzipSync } from 'fflate'
import { damaged } from './keras-error.ts'

/** The three parts of a `.keras` file. */
export interface KerasArchive {
  kerasVersion: string
  config: unknown
  weights: Uint8Array
}

/** Maximum compression ratio of an entry: genuine files never exceed it. */
const limits: Readonly<Record<string, number>> = { 'metadata.json': 100, 'config.json': 100, 'model.weights.h5': 20 }

/**
 * Unpacks a `.keras` file (version 3) in memory.
 *
 * @throws KerasFileError if it is not such a file, or its unpacked size is implausible.
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
