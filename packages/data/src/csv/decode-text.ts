import { unpackedLimit } from '../files/archives/unpacked-limit.ts'

/**
 * Decodes the bytes of a file to text: unzips gzip, and decodes by the byte-order mark, by `encoding`, or as UTF-8.
 *
 * @throws RangeError for an unknown encoding and for bytes invalid in it: replacing `ä` by `�` could merge classes.
 */
export async function decodeText(
  bytes: Uint8Array<ArrayBuffer>,
  encoding: string | undefined,
  caller: string,
): Promise<string> {
  const plain = isGzip(bytes) ? await unpack(bytes, caller) : bytes
  const decode = textDecoder(encoding ?? encodingOf(plain, caller), caller)
  try {
    return decode.decode(plain)
  } catch (cause) {
    throw notEncoded(plain, encoding, caller, cause)
  }
}

/** Returns whether the bytes start with the gzip signature. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b

/** Creates a decoder that throws for bytes invalid in its encoding. */
export function textDecoder(encoding: string, caller: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch (cause) {
    throw new RangeError(
      `${caller}: expected an encoding such as utf-8, latin1, windows-1252 or utf-16le, received encoding=${JSON.stringify(encoding)}. Use a label of the Encoding standard.`,
      { cause },
    )
  }
}

/** Detects the encoding from the byte-order mark. */
export function encodingOf(bytes: Uint8Array, caller: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const start = bytes.subarray(0, 1000)
  const zeros = start.reduce((count, byte) => count + Number(byte === 0), 0)
  if (zeros > start.length / 4) {
    const little = start[1] === 0
    throw new RangeError(
      `${caller}: expected UTF-8 text, received bytes of which every other is 0. Pass { encoding: '${little ? 'utf-16le' : 'utf-16be'}' }.`,
    )
  }
  return 'utf-8'
}

/** Creates the error for bytes invalid in an encoding. */
export function notEncoded(
  bytes: Uint8Array,
  encoding: string | undefined,
  caller: string,
  cause: unknown,
): RangeError {
  const place = encoding === undefined || /^utf-?8$/i.test(encoding) ? firstBadByte(bytes) : -1
  let line = 1
  for (let i = 0; i < place; i++) if (bytes[i] === 10) line++
  const found = place < 0 ? 'other bytes' : `the byte 0x${bytes[place]!.toString(16).toUpperCase()} in line ${line}`
  const advice =
    encoding === undefined
      ? "Pass { encoding: 'latin1' } for files of Excel and older programs, or save the file as UTF-8."
      : 'Pass the encoding that the file was written in.'
  return new RangeError(`${caller}: expected text in ${encoding ?? 'UTF-8'}, received ${found}. ${advice}`, { cause })
}

/** Returns the position of the first byte that is not valid UTF-8, or -1. */
function firstBadByte(bytes: Uint8Array): number {
  for (let place = 0; place < bytes.length; ) {
    const first = bytes[place]!
    const more = first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : (first & 0xf0) === 0xe0 ? 2 : 3
    if (first >= 0x80 && (first < 0xc2 || first > 0xf4)) return place
    for (let next = 1; next <= more; next++) {
      if ((bytes[place + next]! & 0xc0) !== 0x80) return place
    }
    place += more + 1
  }
  return -1
}

/** Decompresses gzip bytes, up to a size that real text stays below. */
async function unpack(bytes: Uint8Array<ArrayBuffer>, caller: string): Promise<Uint8Array<ArrayBuffer>> {
  const limit = unpackedLimit(bytes.length)
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw brokenGzip(caller, cause)
    })
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer())
    size += value.length
    if (size > limit) {
      await reader.cancel().catch(() => {})
      throw new RangeError(
        `${caller}: expected a gzip file that grows to at most ${limit} bytes, received more out of ${bytes.length}. Unpack it yourself if you trust it.`,
      )
    }
    parts.push(value)
  }
}

/** Creates the error for a gzip file that is damaged. */
export function brokenGzip(caller: string, cause: unknown): Error {
  return new Error(`${caller}: expected a gzip file, received one that is broken. Download it again.`, { cause })
}
