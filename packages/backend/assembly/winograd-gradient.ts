import { sumOfEight, sumOfFour } from './filter-gradient'
import { storeSome } from './store'
import { transformImage } from './winograd-image'

/*
 * The gradient of a 3 × 3 filter after Winograd: the transpose of what winograd.ts does. Images and gradients of the
 * outputs are transformed, multiplied position by position, summed over all tiles, and transformed back to nine taps. A
 * unit owns the sums of one group of tile rows; groups depend on the shape only and are added up in order.
 */

// Where each parameter lies, in bytes; kernels/winograd.ts writes them in this order.
const X: usize = 0
const IN_HEIGHT: usize = 4
const IN_WIDTH: usize = 8
const PAD_TOP: usize = 12
const PAD_LEFT: usize = 16
const INPUTS: usize = 20
const DY: usize = 24
const OUT_HEIGHT: usize = 28
const OUT_WIDTH: usize = 32
const CHANNELS: usize = 36
const IMAGES: usize = 40
const SUMS: usize = 44
const OUT: usize = 48
/** Tile rows that are transformed at once. */
const BAND: usize = 52
/** Groups of tile rows, and tile rows (of all images) in a group. */
const GROUPS: usize = 56
const GROUP_ROWS: usize = 60
const SCRATCH: usize = 64
const SCRATCH_BYTES: usize = 68

/** Bytes of the sums of one of the sixteen positions. */
function positionBytes(inputs: i32, channels: i32): usize {
  return <usize>(((inputs + 5) / 6) * ((channels + 7) >> 3)) * 192
}

/** Sums one group of tile rows. */
export function winogradFilterGradient(parameters: usize, group: i32, slot: i32): void {
  const inputs = load<i32>(parameters, INPUTS)
  const channels = load<i32>(parameters, CHANNELS)
  const height = load<i32>(parameters, IN_HEIGHT)
  const width = load<i32>(parameters, IN_WIDTH)
  const outHeight = load<i32>(parameters, OUT_HEIGHT)
  const outWidth = load<i32>(parameters, OUT_WIDTH)
  const tileRows = (outHeight + 1) >> 1
  const across = (outWidth + 1) >> 1
  const groupRows = load<i32>(parameters, GROUP_ROWS)
  const rowBytes = <usize>(width * inputs) * 4
  const each = positionBytes(inputs, channels)
  const sums = load<usize>(parameters, SUMS) + <usize>group * 16 * each
  memory.fill(sums, 0, 16 * each)
  const patch = load<usize>(parameters, SCRATCH) + <usize>slot * load<usize>(parameters, SCRATCH_BYTES)
  const inputsAt = patch + <usize>(16 * inputs) * 4
  const end = min((group + 1) * groupRows, load<i32>(parameters, IMAGES) * tileRows)
  let at = group * groupRows
  while (at < end) {
    const image = <usize>(at / tileRows)
    const row = at % tileRows
    const rows = min(min(load<i32>(parameters, BAND), tileRows - row), end - at)
    const tiles = rows * across
    const inputPitch = <usize>(tiles * inputs) * 4
    const gradientPitch = <usize>(tiles * channels) * 4
    const gradientsAt = inputsAt + 16 * inputPitch
    transformImage(
      load<usize>(parameters, X) + image * <usize>height * rowBytes,
      rowBytes,
      height,
      width,
      row * 2 - load<i32>(parameters, PAD_TOP),
      -load<i32>(parameters, PAD_LEFT),
      inputs,
      rows,
      across,
      patch,
      inputsAt,
      inputPitch,
    )
    const dy = load<usize>(parameters, DY) + image * <usize>(outHeight * outWidth * channels) * 4
    transformGradients(dy, outHeight, outWidth, channels, row, rows, gradientsAt, gradientPitch)
    for (let position: usize = 0; position < 16; position++) {
      let tile = sums + position * each
      for (let input = 0; input < inputs; input += 6) {
        const from = inputsAt + position * inputPitch + <usize>input * 4
        for (let channel = 0; channel < channels; channel += 8) {
          const by = gradientsAt + position * gradientPitch + <usize>channel * 4
          if (channels - channel > 4) sumOfEight(from, by, tile, 1, tiles, 0, <usize>inputs * 4, 0, <usize>channels * 4)
          else sumOfFour(from, by, tile, 1, tiles, 0, <usize>inputs * 4, 0, <usize>channels * 4)
          tile += 192
        }
      }
    }
    at += rows
  }
}

/** Transforms the gradients of each tile's 2 × 2 outputs to sixteen positions. */
function transformGradients(
  dy: usize,
  outHeight: i32,
  outWidth: i32,
  channels: i32,
  firstRow: i32,
  rows: i32,
  to: usize,
  pitch: usize,
): void {
  const pixel = <usize>channels * 4
  for (let row = 0; row < rows; row++) {
    const y = (firstRow + row) * 2
    for (let column = 0; column < outWidth; column += 2) {
      const from = dy + <usize>(y * outWidth + column) * pixel
      const below = y + 1 < outHeight ? from + <usize>outWidth * pixel : 0
      transformGradient(from, below, column + 1 < outWidth, pixel, to, pitch)
      to += pixel
    }
  }
}

/** `below` is where the second row of outputs lies, 0 if the tile hangs over the edge. */
function transformGradient(from: usize, below: usize, wide: bool, pixel: usize, to: usize, pitch: usize): void {
  const zero = f32x4.splat(0)
  for (let next: usize = 0; next < pixel; next += 16) {
    const at = min(next, pixel - 16)
    const a = v128.load(from + at)
    const b = wide ? v128.load(from + pixel + at) : zero
    const c = below !== 0 ? v128.load(below + at) : zero
    const d = below !== 0 && wide ? v128.load(below + pixel + at) : zero
    const line = to + at
    writeLine(a, b, line, pitch)
    writeLine(f32x4.add(a, c), f32x4.add(b, d), line + 4 * pitch, pitch)
    writeLine(f32x4.sub(a, c), f32x4.sub(b, d), line + 8 * pitch, pitch)
    writeLine(f32x4.neg(c), f32x4.neg(d), line + 12 * pitch, pitch)
  }
}

function writeLine(left: v128, right: v128, to: usize, pitch: usize): void {
  v128.store(to, left)
  v128.store(to + pitch, f32x4.add(left, right))
  v128.store(to + 2 * pitch, f32x4.sub(left, right))
  v128.store(to + 3 * pitch, f32x4.neg(right))
}

/** Adds the groups up for six inputs, and writes their nine taps. */
export function winogradTaps(parameters: usize, unit: i32, _slot: i32): void {
  const inputs = load<i32>(parameters, INPUTS)
  const channels = load<i32>(parameters, CHANNELS)
  const groups = load<i32>(parameters, GROUPS)
  const each = positionBytes(inputs, channels)
  const bytes = <usize>((channels + 7) >> 3) * 192
  const first = load<usize>(parameters, SUMS) + <usize>unit * bytes
  for (let position: usize = 0; position < 16; position++) {
    const to = first + position * each
    for (let at: usize = 0; at < bytes; at += 16) {
      let sum = v128.load(to + at)
      for (let group = 1; group < groups; group++) {
        sum = f32x4.add(sum, v128.load(to + at + <usize>group * 16 * each))
      }
      v128.store(to + at, sum)
    }
  }
  const out = load<usize>(parameters, OUT)
  for (let index = 0; index < min(6, inputs - unit * 6); index++) {
    for (let channel = 0; channel < channels; channel += 8) {
      const at = first + <usize>(channel >> 3) * 192 + <usize>index * 32
      for (let row = 0; row < 3; row++) {
        const to = out + <usize>((row * 3 * inputs + unit * 6 + index) * channels + channel) * 4
        writeTaps(at, each, row, to, <usize>(inputs * channels) * 4, channels - channel)
      }
    }
  }
}

/** One row of taps for up to eight channels. */
function writeTaps(at: usize, each: usize, row: i32, to: usize, tapBytes: usize, count: i32): void {
  const half = f32x4.splat(0.5)
  const l1 = sumColumn(at + each, each * 4, row)
  const l2 = sumColumn(at + 2 * each, each * 4, row)
  const h1 = sumColumn(at + each + 16, each * 4, row)
  const h2 = sumColumn(at + 2 * each + 16, each * 4, row)
  const low = f32x4.mul(half, f32x4.add(l1, l2))
  const high = f32x4.mul(half, f32x4.add(h1, h2))
  const l0 = sumColumn(at, each * 4, row)
  const h0 = sumColumn(at + 16, each * 4, row)
  storeSome(to, f32x4.add(l0, low), f32x4.add(h0, high), count)
  storeSome(to + tapBytes, f32x4.mul(half, f32x4.sub(l1, l2)), f32x4.mul(half, f32x4.sub(h1, h2)), count)
  const l3 = sumColumn(at + 3 * each, each * 4, row)
  const h3 = sumColumn(at + 3 * each + 16, each * 4, row)
  storeSome(to + 2 * tapBytes, f32x4.add(low, l3), f32x4.add(high, h3), count)
}

function sumColumn(at: usize, pitch: usize, row: i32): v128 {
  const half = f32x4.splat(0.5)
  const second = v128.load(at + pitch)
  const third = v128.load(at + 2 * pitch)
  if (row === 1) return f32x4.mul(half, f32x4.sub(second, third))
  const middle = f32x4.mul(half, f32x4.add(second, third))
  return f32x4.add(middle, v128.load(row === 0 ? at : at + 3 * pitch))
}
