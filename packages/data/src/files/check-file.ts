import { hashOf } from './hash-of.ts'
import type { RemoteFile } from './remote-file.ts'

/** What is wrong with the content of a file, in words; undefined when nothing is. */
export async function wrongWith(
  content: Uint8Array<ArrayBuffer>,
  { bytes, sha256, md5 }: RemoteFile,
): Promise<string | undefined> {
  if (bytes !== undefined && content.byteLength !== bytes) {
    return `${content.byteLength} bytes where ${bytes} were expected`
  }
  if (sha256) return difference('SHA-256', await hashOf('sha256', content), sha256)
  return md5 ? difference('MD5', await hashOf('md5', content), md5) : undefined
}

const difference = (name: string, found: string, expected: string): string | undefined =>
  found === expected ? undefined : `${name} ${found} where ${expected} was expected`
