import { readLocal } from '@dlw/data/files'
import { isBrowserAddress, pathOf } from '../saving/model-location.ts'

/** A file: its path (Node), its address, or its bytes. */
export type FileSource = string | URL | ArrayBuffer | Uint8Array

/**
 * The bytes of a file.
 *
 * @throws Error with `cause` if it cannot be read or fetched.
 */
export async function readBytes(caller: string, source: FileSource): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  const location = String(source)
  const path = isBrowserAddress(location) ? undefined : await pathOf(caller, location)
  try {
    if (path !== undefined) return await readLocal(path)
    const response = await fetch(location)
    if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`)
    return new Uint8Array(await response.arrayBuffer())
  } catch (cause) {
    throw new Error(
      `${caller}: expected a file that can be read, received source=${location}: ${(cause as Error).message}. Check the path or the address.`,
      { cause },
    )
  }
}

/** How a source is called in error messages. */
export function nameOfSource(source: FileSource): string {
  return source instanceof Uint8Array || source instanceof ArrayBuffer ? `${source.byteLength} bytes` : String(source)
}
