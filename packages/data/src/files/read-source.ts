import { readLocal, streamLocal } from '#platform'

/** Source of bytes: a URL, a path (in Node), a `file:` URL, or a file picked by the user. */
export type Source = string | URL | Blob

/**
 * Reads all bytes of a source.
 *
 * @throws Error whose cause is the error of the file system or network.
 */
export async function readSource(source: Source): Promise<Uint8Array<ArrayBuffer>> {
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer())
  const text = String(source)
  if (!/^(https?|blob|data):/.test(text)) return readLocal(text)
  const response = await fetch(text)
  if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim())
  return new Uint8Array(await response.arrayBuffer())
}

/** Returns a handler that throws the error for a source that cannot be read. */
export function unreadable(caller: string, source: Source): (cause: unknown) => never {
  return (cause) => {
    throw new Error(`${caller}: expected a readable file, received source=${source}. Check the path or address.`, {
      cause,
    })
  }
}

/**
 * Streams the bytes of a source, for files larger than memory.
 *
 * @throws Error whose cause is the error of the file system or network.
 */
export async function streamSource(source: Source): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  if (source instanceof Blob) return source.stream()
  const text = String(source)
  if (!/^(https?|blob|data):/.test(text)) return streamLocal(text)
  const response = await fetch(text)
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim())
  return response.body
}
