import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
// Beneath the public function, which takes sharp where it finds it.
import { decodePlainly } from '../../../../packages/data/src/images/decode-plainly.ts'
import { damageBytes } from '../damage.ts'
import type { Kind } from '../kind.ts'

interface Decoded {
  width: number
  height: number
  channels: number
  data: Uint8Array
}
const pixels = (count: number): Uint8Array => Uint8Array.from({ length: count }, (_, place) => (place * 37) % 256)

function wrongImage({ width, height, channels, data }: Decoded): string | undefined {
  return width > 0 && height > 0 && data.length === width * height * channels
    ? undefined
    : `${data.length} bytes for ${width} × ${height} × ${channels}`
}

function crc(bytes: Uint8Array): number {
  let rest = -1
  for (const byte of bytes) {
    rest ^= byte
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  }
  return ~rest >>> 0
}

/** Damages the header, the palette or the data of a PNG, and puts the checksums right. */
function resealed(file: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(file)
  const view = new DataView(bytes.buffer)
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at)
    if (end + 4 > bytes.length) break
    view.setUint32(end, crc(bytes.subarray(at + 4, end)))
    at = end + 4
  }
  return bytes
}

export const pngFiles = (): Kind => ({
  files: [
    encodePng({ width: 7, height: 5, channels: 3, depth: 8, data: pixels(105) }),
    encodePng({
      width: 4,
      height: 4,
      channels: 1,
      depth: 16,
      data: Uint16Array.from(pixels(16), (value) => value * 257),
    }),
    encodePng({ width: 5, height: 3, channels: 4, depth: 8, data: pixels(60) }),
  ],
  damage: [(file, random) => resealed(damageBytes(file, random))],
  read: decodePlainly,
  isChecked: true,
  wrong(result, original) {
    const same = !original || JSON.stringify(result) === JSON.stringify(original)
    return same ? wrongImage(result as Decoded) : 'other pixels than were saved'
  },
})

export const jpegFiles = (): Kind => ({
  files: [32, 17].map((width) => {
    const { data } = encodeJpeg({ width, height: 24, data: Buffer.from(pixels(width * 24 * 4)) }, 80)
    return new Uint8Array(data)
  }),
  read: decodePlainly,
  wrong: (result) => wrongImage(result as Decoded),
})
