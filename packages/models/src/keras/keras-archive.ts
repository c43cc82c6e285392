import { readZip, type ZipEntry } from '@dlw/data/files'
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
 * @throws KerasFileError if it is not such a file, a checksum does not match, or its unpacked size is implausible.
 */
export function readKerasArchive(bytes: Uint8Array): KerasArchive {
  const wanted = ({ name, packed, size }: ZipEntry): boolean => {
    if (!Object.hasOwn(limits, name)) return false
    if (size > Math.max(packed, 1000) * limits[name]!) {
      throw new Error(`its ${name} claims to grow from ${packed} to ${size} bytes`)
    }
    return true
  }
  let entries: Map<string, Uint8Array>
  try {
    entries = readZip(bytes, wanted)
  } catch (cause) {
    throw damaged((cause as Error).message, cause)
  }
  const part = (name: string): Uint8Array => {
    const content = entries.get(name)
    if (!content) throw damaged(`it has no ${name}`)
    return content
  }
  const metadata = parsed(part('metadata.json'), 'metadata.json') as { keras_version?: unknown } | null
  const kerasVersion = String(metadata?.keras_version ?? '3')
  return { kerasVersion, config: parsed(part('config.json'), 'config.json'), weights: part('model.weights.h5') }
}

function parsed(bytes: Uint8Array, name: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw damaged(`its ${name} is no JSON`, cause)
  }
}
