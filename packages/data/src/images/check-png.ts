import { unzlibSync } from 'fflate'
import { crc32 } from '../files/archives/crc32.ts'
import { unpackedLimit } from '../files/archives/unpacked-limit.ts'

/** What the header of a PNG says of its pixels. */
interface PngHeader {
  width: number
  height: number
  /** Bits of a pixel. */
  bits: number
  interlaced: boolean
}

/** Samples of a pixel, by colour type: grey, colour, palette, grey with alpha, colour with alpha. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/**
 * Checks a PNG before it is decoded: the checksum of each chunk, a size that its bytes can hold, and that it has all
 * rows. Decoders would allocate what the header claims, and leave missing rows black.
 *
 * @throws RangeError that says what is wrong.
 * @see https://www.w3.org/TR/png-3/
 */
export function checkPng(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const packed: Uint8Array[] = []
  let header: PngHeader | undefined
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) throw damaged('it is cut short')
    const length = view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const end = at + 8 + length
    if (end + 4 > bytes.length) throw damaged('it is cut short')
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end))
      throw damaged(`the checksum of its ${type} is wrong`)
    if (at === 8) header = readHeader(view, type, length, bytes.length)
    if (type === 'IDAT') packed.push(bytes.subarray(at + 8, end))
    if (type === 'IEND') break
    at = end + 4
  }
  const expected = rowBytes(header!)
  if (inflatedLength(packed, expected) !== expected) throw damaged('its rows are not complete')
}

function readHeader(view: DataView, type: string, length: number, fileSize: number): PngHeader {
  if (type !== 'IHDR' || length !== 13) throw damaged('it has no header')
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  if (width === 0 || height === 0) {
    throw new RangeError(`decodePlainly: expected an image with pixels, received ${width} × ${height}. Save it again.`)
  }
  if (!(width * height * 4 <= unpackedLimit(fileSize))) {
    throw new RangeError(
      `decodePlainly: expected an image that fits its file, received ${width} × ${height} pixels in ${fileSize} bytes. Save it again, or smaller.`,
    )
  }
  return {
    width,
    height,
    bits: view.getUint8(24) * (samples[view.getUint8(25)] ?? 0),
    interlaced: view.getUint8(28) === 1,
  }
}

/** Bytes of all rows once unpacked, each with the byte of its filter. */
function rowBytes({ width, height, bits, interlaced }: PngHeader): number {
  const bytesOf = (columns: number, rows: number): number =>
    columns > 0 && rows > 0 ? rows * (1 + Math.ceil((columns * bits) / 8)) : 0
  if (!interlaced) return bytesOf(width, height)
  const passes = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ] as const
  return passes.reduce(
    (sum, [x, y, right, down]) => sum + bytesOf(Math.ceil((width - x) / right), Math.ceil((height - y) / down)),
    0,
  )
}

/** Unpacks the rows, into no more than they may have. */
function inflatedLength(packed: readonly Uint8Array[], expected: number): number {
  const whole = new Uint8Array(packed.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of packed) {
    whole.set(part, at)
    at += part.length
  }
  try {
    return unzlibSync(whole, { out: new Uint8Array(expected + 1) }).length
  } catch {
    return Number.NaN
  }
}

const damaged = (problem: string): RangeError =>
  new RangeError(`decodePlainly: expected a whole PNG, received a damaged one: ${problem}. Save or fetch it again.`)
