import { convertIndexedToRgb, decode as decodePng } from 'fast-png'
import { decode as decodeJpeg } from 'jpeg-js'
import type { DecodedImage } from './decoded-image.ts'

/** Decodes PNG and JPEG in plain JavaScript, for Node without sharp. */
export function decodePlainly(content: Uint8Array): DecodedImage {
  const start = String.fromCharCode(...content.subarray(0, 12))
  if (start.startsWith('\x89PNG')) return fromPng(content)
  if (start.startsWith('\xff\xd8')) {
    const { width, height, data } = decodeJpeg(content, { useTArray: true, maxMemoryUsageInMB: 2048 })
    return { width, height, channels: 4, data }
  }
  const kind = start.startsWith('RIFF') && start.endsWith('WEBP') ? 'WebP' : 'an unknown kind'
  throw new TypeError(
    `decodePlainly: expected PNG or JPEG, received ${kind}. Install the package sharp, which reads more, or convert the file.`,
  )
}

function fromPng(content: Uint8Array): DecodedImage {
  const png = decodePng(content)
  const { width, height, depth, channels } = png
  if (png.palette) {
    const data = Uint8Array.from(convertIndexedToRgb(png))
    return { width, height, channels: data.length / (width * height), data }
  }
  if (depth === 16) return { width, height, channels, data: Uint8Array.from(png.data, (value) => value >> 8) }
  if (depth === 8) return { width, height, channels, data: Uint8Array.from(png.data) }
  return { width, height, channels, data: unpack(png.data, width, height, depth) }
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
