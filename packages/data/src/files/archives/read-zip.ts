import { inflateSync } from 'fflate'
import { crc32 } from './crc32.ts'
import { unpackedLimit } from './unpacked-limit.ts'
import { type ZipEntry, zipDirectory } from './zip-directory.ts'

/**
 * Unpacks a zip archive in memory and checks it: each entry against its declared size and its CRC-32, and all sizes
 * together before anything is unpacked.
 *
 * @param wanted Which entries to unpack. Defaults to all. Folders are left out.
 * @returns The content of each entry by name; an uncompressed one shares memory with `bytes`.
 * @throws Error whose message is a clause that says what is wrong: `its weights.npy has another checksum`.
 */
export function readZip(bytes: Uint8Array, wanted: (entry: ZipEntry) => boolean = () => true): Map<string, Uint8Array> {
  const entries = zipDirectory(bytes).filter((entry) => !entry.name.endsWith('/') && wanted(entry))
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  if (!(total <= unpackedLimit(bytes.length))) {
    throw new Error(`it claims to grow from ${bytes.length} to ${total} bytes, which no real data do`)
  }
  const contents = new Map<string, Uint8Array>()
  for (const entry of entries) {
    if (contents.has(entry.name)) throw new Error(`it holds ${entry.name} twice`)
    const content = unpack(bytes, entry)
    if (content.length !== entry.size)
      throw new Error(`its ${entry.name} has ${content.length} bytes, not the declared ${entry.size}`)
    if (crc32(content) !== entry.crc) throw new Error(`its ${entry.name} has another checksum: bytes of it are wrong`)
    contents.set(entry.name, content)
  }
  return contents
}

function unpack(bytes: Uint8Array, { name, packed, size, method, offset }: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!(offset + 30 <= bytes.length) || view.getUint32(offset, true) !== 0x04034b50)
    throw new Error(`its ${name} is not where its directory says`)
  const nameEnd = offset + 30 + view.getUint16(offset + 26, true)
  const start = nameEnd + view.getUint16(offset + 28, true)
  if (new TextDecoder().decode(bytes.subarray(offset + 30, nameEnd)) !== name)
    throw new Error(`its ${name} has another name in its directory`)
  if (!(start + packed <= bytes.length)) throw new Error(`its ${name} is cut short`)
  const content = bytes.subarray(start, start + packed)
  if (method === 0) return content
  if (method !== 8) throw new Error(`its ${name} is compressed in the way ${method}, not stored or deflated`)
  // Deflate never does better than 1032:1.
  if (size > packed * 1032) throw new Error(`its ${name} claims to grow from ${packed} to ${size} bytes`)
  try {
    // One byte more, to see whether there is more than declared.
    return inflateSync(content, { out: new Uint8Array(size + 1) })
  } catch (cause) {
    throw new Error(`its ${name} cannot be unpacked`, { cause })
  }
}
