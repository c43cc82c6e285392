/**
 * The hash of bytes in hexadecimal digits, the same in Node and in every browser: the platform's own where it has one,
 * else @noble/hashes. Pages without encryption have none, and no page has MD5.
 */
export async function hashOf(kind: 'md5' | 'sha256', content: Uint8Array<ArrayBuffer>): Promise<string> {
  if (kind === 'md5') return hexadecimal((await import('@noble/hashes/legacy.js')).md5(content))
  if (!globalThis.crypto?.subtle) return hexadecimal((await import('@noble/hashes/sha2.js')).sha256(content))
  return hexadecimal(new Uint8Array(await crypto.subtle.digest('SHA-256', content)))
}

/** Bytes as hexadecimal digits. */
export function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
