import type { RemoteFile } from './remote-file.ts'

/** What is wrong with the content of a file, in words; undefined when nothing is. */
export async function wrongWith(content: Uint8Array<ArrayBuffer>, file: RemoteFile): Promise<string | undefined> {
  if (content.byteLength !== file.bytes) return `${content.byteLength} bytes where ${file.bytes} were expected`
  // Outside secure contexts a browser has no digest; the size must do there.
  if (!file.sha256 || !globalThis.crypto?.subtle) return undefined
  const digest = await crypto.subtle.digest('SHA-256', content)
  const found = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return found === file.sha256 ? undefined : `SHA-256 ${found} where ${file.sha256} was expected`
}
