import { multiplyAdd } from './multiply-add'
import { storeSome } from './store'

/*
 * The gradient of a filter: for each tap, the inputs under it times the gradients of the outputs, summed over every
 * pixel of every image. A row of taps is one run of (width × channels) inputs, as in convolve.ts. With a 1 × 1 filter
 * this is the matrix product aᵀ·b. A unit owns the sums of one group of output rows, one row of taps and one share of its
 * inputs. The groups depend on the shape only and are added up in order, so every digit is the same for any number of
 * threads.
 */

// Where each parameter lies, in bytes; kernels/filter-gradient.ts writes them in this order.
const X: usize = 0
const X_IMAGE: usize = 4
const X_ROW: usize = 8
const X_PIXEL: usize = 12
const STRIDE_HEIGHT: usize = 16
const LENGTH: usize = 20
const DY: usize = 24
const DY_IMAGE: usize = 28
const DY_ROW: usize = 32
const DY_PIXEL: usize = 36
const IMAGES: usize = 40
const HEIGHT: usize = 44
const WIDTH: usize = 48
const CHANNELS: usize = 52
const SUMS: usize = 56
const OUT: usize = 60
/** How many tiles of six inputs a unit owns, and how many units share a row of taps. */
const TILES: usize = 64
const SHARES: usize = 68
/** Output rows that are summed in registers before they go to memory. */
const BAND: usize = 72
/** Rows of taps, groups of output rows, and output rows (of all images) in a group. */
const RUNS: usize = 76
const GROUPS: usize = 80
const GROUP_ROWS: usize = 84

/** Sums one group of output rows for one share of one row of taps. */
export function filterGradient(parameters: usize, unit: i32, _slot: i32): void {
  const shares = load<i32>(parameters, SHARES)
  const parts = load<i32>(parameters, RUNS) * shares
  const group = unit / parts
  const run = (unit % parts) / shares
  const tiles = load<i32>(parameters, TILES)
  const first = (unit % shares) * tiles * 6
  const last = min(load<i32>(parameters, LENGTH), first + tiles * 6)
  const channels = load<i32>(parameters, CHANNELS)
  const panels = (channels + 7) >> 3
  const sums = load<usize>(parameters, SUMS) + <usize>(unit * tiles * panels) * 192
  memory.fill(sums, 0, <usize>(tiles * panels) * 192)

  const height = load<i32>(parameters, HEIGHT)
  const width = load<i32>(parameters, WIDTH)
  const band = load<i32>(parameters, BAND)
  const xRow = load<usize>(parameters, X_ROW)
  const xPixel = load<usize>(parameters, X_PIXEL)
  const strideHeight = load<usize>(parameters, STRIDE_HEIGHT)
  const dyRow = load<usize>(parameters, DY_ROW)
  const dyPixel = load<usize>(parameters, DY_PIXEL)
  const groupRows = load<i32>(parameters, GROUP_ROWS)
  const end = min((group + 1) * groupRows, load<i32>(parameters, IMAGES) * height)
  let at = group * groupRows
  while (at < end) {
    const image = at / height
    const row = at % height
    const rows = min(min(band, height - row), end - at)
    const x =
      load<usize>(parameters, X) +
      <usize>image * load<usize>(parameters, X_IMAGE) +
      (<usize>row * strideHeight + <usize>run) * xRow
    const dy = load<usize>(parameters, DY) + <usize>image * load<usize>(parameters, DY_IMAGE) + <usize>row * dyRow
    let tile = sums
    for (let input = first; input < last; input += 6) {
      for (let channel = 0; channel < channels; channel += 8) {
        const from = x + <usize>input * 4
        const by = dy + <usize>channel * 4
        if (channels - channel > 4) {
          sumOfEight(from, by, tile, rows, width, xRow * strideHeight, xPixel, dyRow, dyPixel)
        } else sumOfFour(from, by, tile, rows, width, xRow * strideHeight, xPixel, dyRow, dyPixel)
        tile += 192
      }
    }
    at += rows
  }
}

/** Adds the groups of one share of one row of taps up, and writes the result. */
export function addGroups(parameters: usize, part: i32, _slot: i32): void {
  const shares = load<i32>(parameters, SHARES)
  const parts = load<i32>(parameters, RUNS) * shares
  const run = part / shares
  const tiles = load<i32>(parameters, TILES)
  const length = load<i32>(parameters, LENGTH)
  const first = (part % shares) * tiles * 6
  const last = min(length, first + tiles * 6)
  const channels = load<i32>(parameters, CHANNELS)
  const groups = load<i32>(parameters, GROUPS)
  const partBytes = <usize>(tiles * ((channels + 7) >> 3)) * 192
  const out = load<usize>(parameters, OUT) + <usize>(run * length * channels) * 4
  let tile = load<usize>(parameters, SUMS) + <usize>part * partBytes
  for (let input = first; input < last; input += 6) {
    const count = min(6, last - input)
    for (let channel = 0; channel < channels; channel += 8) {
      for (let index = 0; index < count; index++) {
        let from = tile + <usize>index * 32
        let low = v128.load(from)
        let high = v128.load(from, 16)
        for (let group = 1; group < groups; group++) {
          from += <usize>parts * partBytes
          low = f32x4.add(low, v128.load(from))
          high = f32x4.add(high, v128.load(from, 16))
        }
        storeSome(out + <usize>((input + index) * channels + channel) * 4, low, high, channels - channel)
      }
      tile += 192
    }
  }
}

/** 6 inputs × 8 output channels, summed over `rows` × `width` pixels and added to what lies at `sums`. */
export function sumOfEight(
  x: usize,
  dy: usize,
  sums: usize,
  rows: i32,
  width: i32,
  xRow: usize,
  xPixel: usize,
  dyRow: usize,
  dyPixel: usize,
): void {
  let a0 = f32x4.splat(0)
  let b0 = f32x4.splat(0)
  let a1 = f32x4.splat(0)
  let b1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let b2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let b3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  let b4 = f32x4.splat(0)
  let a5 = f32x4.splat(0)
  let b5 = f32x4.splat(0)
  for (let row = 0; row < rows; row++) {
    let from = x
    let by = dy
    for (let column = 0; column < width; column++) {
      let s: v128
      const w0 = v128.load(by)
      const w1 = v128.load(by, 16)
      s = v128.load_splat<f32>(from, 0)
      a0 = multiplyAdd(s, w0, a0)
      b0 = multiplyAdd(s, w1, b0)
      s = v128.load_splat<f32>(from, 4)
      a1 = multiplyAdd(s, w0, a1)
      b1 = multiplyAdd(s, w1, b1)
      s = v128.load_splat<f32>(from, 8)
      a2 = multiplyAdd(s, w0, a2)
      b2 = multiplyAdd(s, w1, b2)
      s = v128.load_splat<f32>(from, 12)
      a3 = multiplyAdd(s, w0, a3)
      b3 = multiplyAdd(s, w1, b3)
      s = v128.load_splat<f32>(from, 16)
      a4 = multiplyAdd(s, w0, a4)
      b4 = multiplyAdd(s, w1, b4)
      s = v128.load_splat<f32>(from, 20)
      a5 = multiplyAdd(s, w0, a5)
      b5 = multiplyAdd(s, w1, b5)
      from += xPixel
      by += dyPixel
    }
    x += xRow
    dy += dyRow
  }
  v128.store(sums, f32x4.add(v128.load(sums, 0), a0), 0)
  v128.store(sums, f32x4.add(v128.load(sums, 16), b0), 16)
  v128.store(sums, f32x4.add(v128.load(sums, 32), a1), 32)
  v128.store(sums, f32x4.add(v128.load(sums, 48), b1), 48)
  v128.store(sums, f32x4.add(v128.load(sums, 64), a2), 64)
  v128.store(sums, f32x4.add(v128.load(sums, 80), b2), 80)
  v128.store(sums, f32x4.add(v128.load(sums, 96), a3), 96)
  v128.store(sums, f32x4.add(v128.load(sums, 112), b3), 112)
  v128.store(sums, f32x4.add(v128.load(sums, 128), a4), 128)
  v128.store(sums, f32x4.add(v128.load(sums, 144), b4), 144)
  v128.store(sums, f32x4.add(v128.load(sums, 160), a5), 160)
  v128.store(sums, f32x4.add(v128.load(sums, 176), b5), 176)
}

/** 6 inputs × 4 output channels, summed over `rows` × `width` pixels and added to what lies at `sums`. */
export function sumOfFour(
  x: usize,
  dy: usize,
  sums: usize,
  rows: i32,
  width: i32,
  xRow: usize,
  xPixel: usize,
  dyRow: usize,
  dyPixel: usize,
): void {
  let a0 = f32x4.splat(0)
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  let a5 = f32x4.splat(0)
  for (let row = 0; row < rows; row++) {
    let from = x
    let by = dy
    for (let column = 0; column < width; column++) {
      let s: v128
      const w0 = v128.load(by)
      s = v128.load_splat<f32>(from, 0)
      a0 = multiplyAdd(s, w0, a0)
      s = v128.load_splat<f32>(from, 4)
      a1 = multiplyAdd(s, w0, a1)
      s = v128.load_splat<f32>(from, 8)
      a2 = multiplyAdd(s, w0, a2)
      s = v128.load_splat<f32>(from, 12)
      a3 = multiplyAdd(s, w0, a3)
      s = v128.load_splat<f32>(from, 16)
      a4 = multiplyAdd(s, w0, a4)
      s = v128.load_splat<f32>(from, 20)
      a5 = multiplyAdd(s, w0, a5)
      from += xPixel
      by += dyPixel
    }
    x += xRow
    dy += dyRow
  }
  v128.store(sums, f32x4.add(v128.load(sums, 0), a0), 0)
  v128.store(sums, f32x4.add(v128.load(sums, 32), a1), 32)
  v128.store(sums, f32x4.add(v128.load(sums, 64), a2), 64)
  v128.store(sums, f32x4.add(v128.load(sums, 96), a3), 96)
  v128.store(sums, f32x4.add(v128.load(sums, 128), a4), 128)
  v128.store(sums, f32x4.add(v128.load(sums, 160), a5), 160)
}
