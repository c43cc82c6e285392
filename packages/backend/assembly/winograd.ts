import {
  BAND,
  BANDS,
  CHANNELS,
  IN_HEIGHT,
  IN_WIDTH,
  LENGTH,
  multiplyTiles,
  OUT,
  OUT_HEIGHT,
  OUT_IMAGE,
  OUT_PIXEL,
  OUT_ROW,
  OUT_WIDTH,
  PAD_LEFT,
  PAD_TOP,
  POSITION_BYTES,
  SCRATCH,
  SCRATCH_BYTES,
  WEIGHTS,
  X,
  X_IMAGE,
  X_ROW,
} from './convolve'
import { transformImage } from './winograd-image'

/*
 * Convolution with 3 × 3 filters after Winograd (Lavin and Gray, 2016): four outputs, two by two, from sixteen
 * multiplications in place of thirty-six. Inputs of 4 × 4 pixels and filters are transformed, multiplied position by
 * position (sixteen matrix products), and transformed back. With steps of a half at most, it rounds like the plain sum.
 */

/** Convolves one band of tile rows of one image; parameters as in convolve.ts, with a band of tiles. */
export function winogradConvolve(parameters: usize, unit: i32, slot: i32): void {
  const bands = load<i32>(parameters, BANDS)
  const band = load<i32>(parameters, BAND)
  const outHeight = load<i32>(parameters, OUT_HEIGHT)
  const outWidth = load<i32>(parameters, OUT_WIDTH)
  const inputs = load<i32>(parameters, LENGTH)
  const channels = load<i32>(parameters, CHANNELS)
  const image = <usize>(unit / bands)
  const across = (outWidth + 1) >> 1
  const firstRow = (unit % bands) * band
  const rows = min(band, ((outHeight + 1) >> 1) - firstRow)
  const tiles = rows * across
  const inputPitch = <usize>(tiles * inputs) * 4
  const productPitch = <usize>(tiles * channels) * 4
  const table = load<usize>(parameters, SCRATCH) + <usize>slot * load<usize>(parameters, SCRATCH_BYTES)
  const patch = table + ((<usize>(band * across + 6) * 8 + 15) & ~15)
  const inputsAt = patch + <usize>(16 * inputs) * 4
  const productsAt = inputsAt + 16 * inputPitch
  transformImage(
    load<usize>(parameters, X) + image * load<usize>(parameters, X_IMAGE),
    load<usize>(parameters, X_ROW),
    load<i32>(parameters, IN_HEIGHT),
    load<i32>(parameters, IN_WIDTH),
    firstRow * 2 - load<i32>(parameters, PAD_TOP),
    -load<i32>(parameters, PAD_LEFT),
    inputs,
    rows,
    across,
    patch,
    inputsAt,
    inputPitch,
  )

  for (let position: usize = 0; position < 16; position++) {
    let from = inputsAt + position * inputPitch
    let to = productsAt + position * productPitch
    let entry = table
    for (let tile = 0; tile < tiles; tile++) {
      store<usize>(entry, from)
      store<usize>(entry, to, 4)
      from += <usize>inputs * 4
      to += <usize>channels * 4
      entry += 8
    }
    const weights = load<usize>(parameters, WEIGHTS) + position * load<usize>(parameters, POSITION_BYTES)
    multiplyTiles(table, entry, channels, inputs, weights, parameters, 0)
  }

  const out = load<usize>(parameters, OUT) + image * load<usize>(parameters, OUT_IMAGE)
  const outRow = load<usize>(parameters, OUT_ROW)
  const outPixel = load<usize>(parameters, OUT_PIXEL)
  let from = productsAt
  for (let row = 0; row < rows; row++) {
    const y = (firstRow + row) * 2
    for (let column = 0; column < across; column++) {
      const z = column * 2
      const to = out + <usize>y * outRow + <usize>z * outPixel
      // The last row and column of tiles may hang over the edge.
      const wide = z + 1 < outWidth
      transformProduct(from, productPitch, channels, to, outPixel, wide, false)
      if (y + 1 < outHeight) transformProduct(from, productPitch, channels, to + outRow, outPixel, wide, true)
      from += <usize>channels * 4
    }
  }
}

/** One row, the first or the second, of the outputs of a tile. */
function transformProduct(
  from: usize,
  pitch: usize,
  channels: i32,
  to: usize,
  outPixel: usize,
  wide: bool,
  second: bool,
): void {
  const bytes = <usize>channels * 4
  for (let next: usize = 0; next < bytes; next += 16) {
    // The last four channels may overlap the four before.
    const at = min(next, bytes - 16)
    const product = from + at
    const s0 = productColumn(product, pitch * 4, second)
    const s1 = productColumn(product + pitch, pitch * 4, second)
    const s2 = productColumn(product + 2 * pitch, pitch * 4, second)
    const s3 = productColumn(product + 3 * pitch, pitch * 4, second)
    v128.store(to + at, f32x4.add(f32x4.add(s0, s1), s2))
    if (wide) v128.store(to + outPixel + at, f32x4.sub(f32x4.sub(s1, s2), s3))
  }
}

function productColumn(at: usize, pitch: usize, second: bool): v128 {
  const middle = v128.load(at + pitch)
  const lower = v128.load(at + 2 * pitch)
  if (second) return f32x4.sub(f32x4.sub(middle, lower), v128.load(at + 3 * pitch))
  return f32x4.add(f32x4.add(v128.load(at), middle), lower)
}

/** Transforms nine taps, each of `floats` numbers, to sixteen positions. */
export function transformTaps(from: usize, to: usize, floats: i32): void {
  const bytes = <usize>floats * 4
  const half = f32x4.splat(0.5)
  for (let next: usize = 0; next < bytes; next += 16) {
    const at = min(next, bytes - 16)
    for (let row = 0; row < 4; row++) {
      const a = tapColumn(from + at, bytes * 3, row)
      const b = tapColumn(from + at + bytes, bytes * 3, row)
      const c = tapColumn(from + at + 2 * bytes, bytes * 3, row)
      const line = to + at + <usize>(row * 4) * bytes
      v128.store(line, a)
      v128.store(line + bytes, f32x4.mul(half, f32x4.add(f32x4.add(a, c), b)))
      v128.store(line + 2 * bytes, f32x4.mul(half, f32x4.sub(f32x4.add(a, c), b)))
      v128.store(line + 3 * bytes, c)
    }
  }
}

function tapColumn(at: usize, pitch: usize, row: i32): v128 {
  const first = v128.load(at)
  const last = v128.load(at + 2 * pitch)
  if (row === 0) return first
  if (row === 3) return last
  const middle = v128.load(at + pitch)
  const outer = f32x4.add(first, last)
  return f32x4.mul(f32x4.splat(0.5), row === 1 ? f32x4.add(outer, middle) : f32x4.sub(outer, middle))
}
