import { readLocal, streamLocal } from '#platform'

/** Where bytes come from: an address, a path (in Node), a `file:` URL, or a file the user picked. */
export type Source = string | URL | Blob

/**
 * All bytes of a source.
 *
 * @throws Error whose cause is what the file system or the network said.
 */
export async function readSource(source: Source): Promise<Uint8Array<ArrayBuffer>> {
  if (source instanceof Blob) return new Uint8Array(await source.arrayBuffer())
  const text = String(source)
  if (!/^(https?|blob|data):/.test(text)) return readLocal(text)
  const response = await fetch(text)
  if (!response.ok) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim())
  return new Uint8Array(await response.arrayBuffer())
}

/**
 * The bytes of a source as they come, for files larger than memory.
 *
 * @throws Error whose cause is what the file system or the network said.
 */
export async function streamSource(source: Source): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  if (source instanceof Blob) return source.stream()
  const text = String(source)
  if (!/^(https?|blob|data):/.test(text)) return streamLocal(text)
  const response = await fetch(text)
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status} ${response.statusText}`.trim())
  return response.body
}
