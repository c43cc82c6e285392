import { convertIndexedToRgb, decode as decodePng } from 'fast-png'
import { decode as decodeJpeg } from 'jpeg-js'
import { unpackedLimit } from '../files/archives/unpacked-limit.ts'
import { checkPng } from './check-png.ts'
import type { DecodedImage } from './decoded-image.ts'

/**
 * Decodes PNG and JPEG in plain JavaScript, for Node without sharp.
 *
 * @throws Error for a file that is neither, is damaged, has no pixels, or more than its bytes can hold.
 */
export function decodePlainly(content: Uint8Array): DecodedImage {
  const start = String.fromCharCode(...content.subarray(0, 12))
  if (start.startsWith('\x89PNG')) return fromPng(content)
  if (start.startsWith('\xff\xd8')) return fromJpeg(content)
  const kind = start.startsWith('RIFF') && start.endsWith('WEBP') ? 'WebP' : 'an unknown kind'
  throw new TypeError(
    `decodePlainly: expected PNG or JPEG, received ${kind}. Install the package sharp, which reads more, or convert the file.`,
  )
}

function fromJpeg(content: Uint8Array): DecodedImage {
  // The decoder reads the size first, and gives up before it allocates more than that.
  const maxResolutionInMP = unpackedLimit(content.length) / 4e6
  const options = { useTArray: true as const, tolerantDecoding: false, maxMemoryUsageInMB: 2048, maxResolutionInMP }
  const { width, height, data } = whole('JPEG', () => decodeJpeg(content, options))
  if (!(width > 0 && height > 0)) {
    throw new RangeError(`decodePlainly: expected an image with pixels, received ${width} × ${height}. Save it again.`)
  }
  return { width, height, channels: 4, data }
}

function fromPng(content: Uint8Array): DecodedImage {
  checkPng(content)
  const png = whole('PNG', () => decodePng(content))
  const { width, height, depth, channels } = png
  if (png.palette) {
    const data = Uint8Array.from(convertIndexedToRgb(png))
    return { width, height, channels: data.length / (width * height), data }
  }
  if (depth === 16) return { width, height, channels, data: Uint8Array.from(png.data, (value) => value >> 8) }
  if (depth === 8) return { width, height, channels, data: Uint8Array.from(png.data) }
  return { width, height, channels, data: unpack(png.data, width, height, depth) }
}

/** Runs a decoder; its errors become ours. */
function whole<Result>(kind: string, decode: () => Result): Result {
  try {
    return decode()
  } catch (cause) {
    throw new RangeError(
      `decodePlainly: expected a whole ${kind}, received a damaged one: ${(cause as Error).message}. Save or fetch it again.`,
      { cause },
    )
  }
}

/** Unpacks grey values of less than a byte; each row starts at a byte. */
function unpack(data: ArrayLike<number>, width: number, height: number, depth: number): Uint8Array {
  const rowBytes = Math.ceil((width * depth) / 8)
  const most = 2 ** depth - 1
  return Uint8Array.from({ length: width * height }, (_, place) => {
    const bit = (place % width) * depth
    const byte = data[Math.floor(place / width) * rowBytes + (bit >> 3)]!
    return (((byte >> (8 - depth - (bit & 7))) & most) * 255) / most
  })
}
