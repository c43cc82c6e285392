import { multiplyAdd } from './multiply-add'
import { storeSome } from './store'

/*
 * Convolution without im2col. Where a filter's row lies over the image, its (width × channels) inputs lie side by side
 * in memory: one run. A tile of six pixels reads its six runs straight from the image and the weights from a packed
 * panel of eight output channels. A matrix product is the case of a 1 × 1 filter. Written by hand six times over because
 * a WebAssembly function can neither loop over registers nor return several.
 */

// Where each parameter lies, in bytes; kernels/convolve.ts writes them in this order.
export const X: usize = 0
export const X_IMAGE: usize = 4
export const X_ROW: usize = 8
const X_PIXEL: usize = 12
export const IN_HEIGHT: usize = 16
export const IN_WIDTH: usize = 20
export const PAD_TOP: usize = 24
export const PAD_LEFT: usize = 28
const STRIDE_HEIGHT: usize = 32
const STRIDE_WIDTH: usize = 36
const RUNS: usize = 40
const INNER_RUNS: usize = 44
export const LENGTH: usize = 48
const DILATION_HEIGHT: usize = 52
const INNER_PITCH: usize = 56
export const OUT_HEIGHT: usize = 60
export const OUT_WIDTH: usize = 64
export const OUT: usize = 68
export const OUT_IMAGE: usize = 72
export const OUT_ROW: usize = 76
export const OUT_PIXEL: usize = 80
export const CHANNELS: usize = 84
export const WEIGHTS: usize = 88
export const BAND: usize = 92
export const BANDS: usize = 96
export const SCRATCH: usize = 100
export const SCRATCH_BYTES: usize = 104
/** Pixels in a row of the padded copy; 0 when the image is read in place. */
const PADDED_WIDTH: usize = 108
/** Bytes of the packed weights of one position; winograd.ts only. */
export const POSITION_BYTES: usize = 112

/** Convolves one band of output rows of one image; `slot` says whose scratch memory is free. */
export function convolve(parameters: usize, unit: i32, slot: i32): void {
  const bands = load<i32>(parameters, BANDS)
  const band = load<i32>(parameters, BAND)
  const image = unit / bands
  const firstRow = (unit % bands) * band
  const rows = min(band, load<i32>(parameters, OUT_HEIGHT) - firstRow)
  const width = load<i32>(parameters, OUT_WIDTH)
  const pixelBytes = load<usize>(parameters, X_PIXEL)
  const strideHeight = load<i32>(parameters, STRIDE_HEIGHT)
  const strideWidth = load<usize>(parameters, STRIDE_WIDTH)
  const table = load<usize>(parameters, SCRATCH) + <usize>slot * load<usize>(parameters, SCRATCH_BYTES)

  let x = load<usize>(parameters, X) + <usize>image * load<usize>(parameters, X_IMAGE)
  let pitch = load<usize>(parameters, X_ROW)
  if (load<i32>(parameters, PADDED_WIDTH) > 0) {
    const copy = table + ((<usize>(band * width + 6) * 8 + 15) & ~15)
    padBand(parameters, x, copy, firstRow, rows)
    x = copy
    pitch = <usize>load<i32>(parameters, PADDED_WIDTH) * pixelBytes
  } else x += <usize>(firstRow * strideHeight) * pitch

  // Pairs of (first input, first output) for each pixel.
  const out = load<usize>(parameters, OUT) + <usize>image * load<usize>(parameters, OUT_IMAGE)
  const outRow = load<usize>(parameters, OUT_ROW)
  const outPixel = load<usize>(parameters, OUT_PIXEL)
  let entry = table
  for (let row = 0; row < rows; row++) {
    let from = x + <usize>(row * strideHeight) * pitch
    let to = out + <usize>(firstRow + row) * outRow
    for (let column = 0; column < width; column++) {
      store<usize>(entry, from)
      store<usize>(entry, to, 4)
      from += strideWidth * pixelBytes
      to += outPixel
      entry += 8
    }
  }
  const end = entry

  const channels = load<i32>(parameters, CHANNELS)
  const depth = load<i32>(parameters, RUNS) * load<i32>(parameters, INNER_RUNS) * load<i32>(parameters, LENGTH)
  const runPitch = pitch * load<usize>(parameters, DILATION_HEIGHT)
  multiplyTiles(table, end, channels, depth, load<usize>(parameters, WEIGHTS), parameters, runPitch)
}

/** Multiplies the inputs that a table of (first input, first output) names, six at a time, with packed weights. */
export function multiplyTiles(
  table: usize,
  end: usize,
  channels: i32,
  depth: i32,
  weights: usize,
  parameters: usize,
  runPitch: usize,
): void {
  // The last pixel fills the last tile up.
  for (let entry = end; entry < end + 40; entry += 8) store<u64>(entry, load<u64>(end - 8))
  for (let channel = 0; channel < channels; channel += 8) {
    const left = channels - channel
    for (let tile = table; tile < end; tile += 48) {
      const x0 = load<usize>(tile)
      const x1 = load<usize>(tile, 8)
      const x2 = load<usize>(tile, 16)
      const x3 = load<usize>(tile, 24)
      const x4 = load<usize>(tile, 32)
      const x5 = load<usize>(tile, 40)
      if (left > 4) tileOfEight(x0, x1, x2, x3, x4, x5, tile, <usize>channel * 4, weights, left, parameters, runPitch)
      else tileOfFour(x0, x1, x2, x3, x4, x5, tile, <usize>channel * 4, weights, left, parameters, runPitch)
    }
    weights += <usize>depth * 32
  }
}

/** Copies the rows that a band looks at, with zeros around the image. */
function padBand(parameters: usize, image: usize, to: usize, firstRow: i32, rows: i32): void {
  const pixelBytes = load<usize>(parameters, X_PIXEL)
  const inHeight = load<i32>(parameters, IN_HEIGHT)
  const inWidth = load<i32>(parameters, IN_WIDTH)
  const paddedWidth = load<i32>(parameters, PADDED_WIDTH)
  const left = load<i32>(parameters, PAD_LEFT)
  const strideHeight = load<i32>(parameters, STRIDE_HEIGHT)
  const rowBytes = <usize>paddedWidth * pixelBytes
  const top = firstRow * strideHeight - load<i32>(parameters, PAD_TOP)
  const height =
    (rows - 1) * strideHeight + (load<i32>(parameters, RUNS) - 1) * load<i32>(parameters, DILATION_HEIGHT) + 1
  // Columns of the image that the padded row shows.
  const from = max(0, -left)
  const until = min(inWidth, paddedWidth - left)
  const before = <usize>max(0, min(paddedWidth, left)) * pixelBytes
  const inside = <usize>max(0, until - from) * pixelBytes
  for (let row = 0; row < height; row++) {
    const source = top + row
    if (source < 0 || source >= inHeight || inside === 0) memory.fill(to, 0, rowBytes)
    else {
      memory.fill(to, 0, before)
      memory.copy(
        to + before,
        image + <usize>source * load<usize>(parameters, X_ROW) + <usize>from * pixelBytes,
        inside,
      )
      memory.fill(to + before + inside, 0, rowBytes - before - inside)
    }
    to += rowBytes
  }
}

/** 6 pixels × 8 output channels. The sums stay in registers while the taps go by. */
function tileOfEight(
  x0: usize,
  x1: usize,
  x2: usize,
  x3: usize,
  x4: usize,
  x5: usize,
  outputs: usize,
  shift: usize,
  weights: usize,
  left: i32,
  parameters: usize,
  pitch: usize,
): void {
  const runs = load<i32>(parameters, RUNS)
  const innerRuns = load<i32>(parameters, INNER_RUNS)
  const length = load<i32>(parameters, LENGTH)
  const innerPitch = load<usize>(parameters, INNER_PITCH)
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
  for (let run = 0; run < runs; run++) {
    for (let inner = 0; inner < innerRuns; inner++) {
      const tap = <usize>run * pitch + <usize>inner * innerPitch
      let p0 = x0 + tap
      let p1 = x1 + tap
      let p2 = x2 + tap
      let p3 = x3 + tap
      let p4 = x4 + tap
      let p5 = x5 + tap
      let index = length
      for (; index >= 4; index -= 4) {
        let s: v128
        let w0 = v128.load(weights)
        let w1 = v128.load(weights, 16)
        s = v128.load_splat<f32>(p0, 0)
        a0 = multiplyAdd(s, w0, a0)
        b0 = multiplyAdd(s, w1, b0)
        s = v128.load_splat<f32>(p1, 0)
        a1 = multiplyAdd(s, w0, a1)
        b1 = multiplyAdd(s, w1, b1)
        s = v128.load_splat<f32>(p2, 0)
        a2 = multiplyAdd(s, w0, a2)
        b2 = multiplyAdd(s, w1, b2)
        s = v128.load_splat<f32>(p3, 0)
        a3 = multiplyAdd(s, w0, a3)
        b3 = multiplyAdd(s, w1, b3)
        s = v128.load_splat<f32>(p4, 0)
        a4 = multiplyAdd(s, w0, a4)
        b4 = multiplyAdd(s, w1, b4)
        s = v128.load_splat<f32>(p5, 0)
        a5 = multiplyAdd(s, w0, a5)
        b5 = multiplyAdd(s, w1, b5)
        w0 = v128.load(weights, 32)
        w1 = v128.load(weights, 48)
        s = v128.load_splat<f32>(p0, 4)
        a0 = multiplyAdd(s, w0, a0)
        b0 = multiplyAdd(s, w1, b0)
        s = v128.load_splat<f32>(p1, 4)
        a1 = multiplyAdd(s, w0, a1)
        b1 = multiplyAdd(s, w1, b1)
        s = v128.load_splat<f32>(p2, 4)
        a2 = multiplyAdd(s, w0, a2)
        b2 = multiplyAdd(s, w1, b2)
        s = v128.load_splat<f32>(p3, 4)
        a3 = multiplyAdd(s, w0, a3)
        b3 = multiplyAdd(s, w1, b3)
        s = v128.load_splat<f32>(p4, 4)
        a4 = multiplyAdd(s, w0, a4)
        b4 = multiplyAdd(s, w1, b4)
        s = v128.load_splat<f32>(p5, 4)
        a5 = multiplyAdd(s, w0, a5)
        b5 = multiplyAdd(s, w1, b5)
        w0 = v128.load(weights, 64)
        w1 = v128.load(weights, 80)
        s = v128.load_splat<f32>(p0, 8)
        a0 = multiplyAdd(s, w0, a0)
        b0 = multiplyAdd(s, w1, b0)
        s = v128.load_splat<f32>(p1, 8)
        a1 = multiplyAdd(s, w0, a1)
        b1 = multiplyAdd(s, w1, b1)
        s = v128.load_splat<f32>(p2, 8)
        a2 = multiplyAdd(s, w0, a2)
        b2 = multiplyAdd(s, w1, b2)
        s = v128.load_splat<f32>(p3, 8)
        a3 = multiplyAdd(s, w0, a3)
        b3 = multiplyAdd(s, w1, b3)
        s = v128.load_splat<f32>(p4, 8)
        a4 = multiplyAdd(s, w0, a4)
        b4 = multiplyAdd(s, w1, b4)
        s = v128.load_splat<f32>(p5, 8)
        a5 = multiplyAdd(s, w0, a5)
        b5 = multiplyAdd(s, w1, b5)
        w0 = v128.load(weights, 96)
        w1 = v128.load(weights, 112)
        s = v128.load_splat<f32>(p0, 12)
        a0 = multiplyAdd(s, w0, a0)
        b0 = multiplyAdd(s, w1, b0)
        s = v128.load_splat<f32>(p1, 12)
        a1 = multiplyAdd(s, w0, a1)
        b1 = multiplyAdd(s, w1, b1)
        s = v128.load_splat<f32>(p2, 12)
        a2 = multiplyAdd(s, w0, a2)
        b2 = multiplyAdd(s, w1, b2)
        s = v128.load_splat<f32>(p3, 12)
        a3 = multiplyAdd(s, w0, a3)
        b3 = multiplyAdd(s, w1, b3)
        s = v128.load_splat<f32>(p4, 12)
        a4 = multiplyAdd(s, w0, a4)
        b4 = multiplyAdd(s, w1, b4)
        s = v128.load_splat<f32>(p5, 12)
        a5 = multiplyAdd(s, w0, a5)
        b5 = multiplyAdd(s, w1, b5)
        p0 += 16
        p1 += 16
        p2 += 16
        p3 += 16
        p4 += 16
        p5 += 16
        weights += 128
      }
      for (; index > 0; index--) {
        let s: v128
        const w0 = v128.load(weights)
        const w1 = v128.load(weights, 16)
        s = v128.load_splat<f32>(p0, 0)
        a0 = multiplyAdd(s, w0, a0)
        b0 = multiplyAdd(s, w1, b0)
        s = v128.load_splat<f32>(p1, 0)
        a1 = multiplyAdd(s, w0, a1)
        b1 = multiplyAdd(s, w1, b1)
        s = v128.load_splat<f32>(p2, 0)
        a2 = multiplyAdd(s, w0, a2)
        b2 = multiplyAdd(s, w1, b2)
        s = v128.load_splat<f32>(p3, 0)
        a3 = multiplyAdd(s, w0, a3)
        b3 = multiplyAdd(s, w1, b3)
        s = v128.load_splat<f32>(p4, 0)
        a4 = multiplyAdd(s, w0, a4)
        b4 = multiplyAdd(s, w1, b4)
        s = v128.load_splat<f32>(p5, 0)
        a5 = multiplyAdd(s, w0, a5)
        b5 = multiplyAdd(s, w1, b5)
        p0 += 4
        p1 += 4
        p2 += 4
        p3 += 4
        p4 += 4
        p5 += 4
        weights += 32
      }
    }
  }

  let to: usize
  // Whole vectors are stored without a call, which would spill every sum.
  if (left >= 8) {
    to = load<usize>(outputs, 4) + shift
    v128.store(to, a0)
    v128.store(to, b0, 16)
    to = load<usize>(outputs, 12) + shift
    v128.store(to, a1)
    v128.store(to, b1, 16)
    to = load<usize>(outputs, 20) + shift
    v128.store(to, a2)
    v128.store(to, b2, 16)
    to = load<usize>(outputs, 28) + shift
    v128.store(to, a3)
    v128.store(to, b3, 16)
    to = load<usize>(outputs, 36) + shift
    v128.store(to, a4)
    v128.store(to, b4, 16)
    to = load<usize>(outputs, 44) + shift
    v128.store(to, a5)
    v128.store(to, b5, 16)
    return
  }
  storeSome(load<usize>(outputs, 4) + shift, a0, b0, left)
  storeSome(load<usize>(outputs, 12) + shift, a1, b1, left)
  storeSome(load<usize>(outputs, 20) + shift, a2, b2, left)
  storeSome(load<usize>(outputs, 28) + shift, a3, b3, left)
  storeSome(load<usize>(outputs, 36) + shift, a4, b4, left)
  storeSome(load<usize>(outputs, 44) + shift, a5, b5, left)
}

/** 6 pixels × 4 output channels. The sums stay in registers while the taps go by. */
function tileOfFour(
  x0: usize,
  x1: usize,
  x2: usize,
  x3: usize,
  x4: usize,
  x5: usize,
  outputs: usize,
  shift: usize,
  weights: usize,
  left: i32,
  parameters: usize,
  pitch: usize,
): void {
  const runs = load<i32>(parameters, RUNS)
  const innerRuns = load<i32>(parameters, INNER_RUNS)
  const length = load<i32>(parameters, LENGTH)
  const innerPitch = load<usize>(parameters, INNER_PITCH)
  let a0 = f32x4.splat(0)
  let a1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  let a5 = f32x4.splat(0)
  for (let run = 0; run < runs; run++) {
    for (let inner = 0; inner < innerRuns; inner++) {
      const tap = <usize>run * pitch + <usize>inner * innerPitch
      let p0 = x0 + tap
      let p1 = x1 + tap
      let p2 = x2 + tap
      let p3 = x3 + tap
      let p4 = x4 + tap
      let p5 = x5 + tap
      let index = length
      for (; index >= 4; index -= 4) {
        let s: v128
        let w0 = v128.load(weights)
        s = v128.load_splat<f32>(p0, 0)
        a0 = multiplyAdd(s, w0, a0)
        s = v128.load_splat<f32>(p1, 0)
        a1 = multiplyAdd(s, w0, a1)
        s = v128.load_splat<f32>(p2, 0)
        a2 = multiplyAdd(s, w0, a2)
        s = v128.load_splat<f32>(p3, 0)
        a3 = multiplyAdd(s, w0, a3)
        s = v128.load_splat<f32>(p4, 0)
        a4 = multiplyAdd(s, w0, a4)
        s = v128.load_splat<f32>(p5, 0)
        a5 = multiplyAdd(s, w0, a5)
        w0 = v128.load(weights, 16)
        s = v128.load_splat<f32>(p0, 4)
        a0 = multiplyAdd(s, w0, a0)
        s = v128.load_splat<f32>(p1, 4)
        a1 = multiplyAdd(s, w0, a1)
        s = v128.load_splat<f32>(p2, 4)
        a2 = multiplyAdd(s, w0, a2)
        s = v128.load_splat<f32>(p3, 4)
        a3 = multiplyAdd(s, w0, a3)
        s = v128.load_splat<f32>(p4, 4)
        a4 = multiplyAdd(s, w0, a4)
        s = v128.load_splat<f32>(p5, 4)
        a5 = multiplyAdd(s, w0, a5)
        w0 = v128.load(weights, 32)
        s = v128.load_splat<f32>(p0, 8)
        a0 = multiplyAdd(s, w0, a0)
        s = v128.load_splat<f32>(p1, 8)
        a1 = multiplyAdd(s, w0, a1)
        s = v128.load_splat<f32>(p2, 8)
        a2 = multiplyAdd(s, w0, a2)
        s = v128.load_splat<f32>(p3, 8)
        a3 = multiplyAdd(s, w0, a3)
        s = v128.load_splat<f32>(p4, 8)
        a4 = multiplyAdd(s, w0, a4)
        s = v128.load_splat<f32>(p5, 8)
        a5 = multiplyAdd(s, w0, a5)
        w0 = v128.load(weights, 48)
        s = v128.load_splat<f32>(p0, 12)
        a0 = multiplyAdd(s, w0, a0)
        s = v128.load_splat<f32>(p1, 12)
        a1 = multiplyAdd(s, w0, a1)
        s = v128.load_splat<f32>(p2, 12)
        a2 = multiplyAdd(s, w0, a2)
        s = v128.load_splat<f32>(p3, 12)
        a3 = multiplyAdd(s, w0, a3)
        s = v128.load_splat<f32>(p4, 12)
        a4 = multiplyAdd(s, w0, a4)
        s = v128.load_splat<f32>(p5, 12)
        a5 = multiplyAdd(s, w0, a5)
        p0 += 16
        p1 += 16
        p2 += 16
        p3 += 16
        p4 += 16
        p5 += 16
        weights += 64
      }
      for (; index > 0; index--) {
        let s: v128
        const w0 = v128.load(weights)
        s = v128.load_splat<f32>(p0, 0)
        a0 = multiplyAdd(s, w0, a0)
        s = v128.load_splat<f32>(p1, 0)
        a1 = multiplyAdd(s, w0, a1)
        s = v128.load_splat<f32>(p2, 0)
        a2 = multiplyAdd(s, w0, a2)
        s = v128.load_splat<f32>(p3, 0)
        a3 = multiplyAdd(s, w0, a3)
        s = v128.load_splat<f32>(p4, 0)
        a4 = multiplyAdd(s, w0, a4)
        s = v128.load_splat<f32>(p5, 0)
        a5 = multiplyAdd(s, w0, a5)
        p0 += 4
        p1 += 4
        p2 += 4
        p3 += 4
        p4 += 4
        p5 += 4
        weights += 16
      }
    }
  }
  let to: usize
  // Whole vectors are stored without a call, which would spill every sum.
  if (left >= 4) {
    to = load<usize>(outputs, 4) + shift
    v128.store(to, a0)
    to = load<usize>(outputs, 12) + shift
    v128.store(to, a1)
    to = load<usize>(outputs, 20) + shift
    v128.store(to, a2)
    to = load<usize>(outputs, 28) + shift
    v128.store(to, a3)
    to = load<usize>(outputs, 36) + shift
    v128.store(to, a4)
    to = load<usize>(outputs, 44) + shift
    v128.store(to, a5)
    return
  }
  const zero = f32x4.splat(0)
  storeSome(load<usize>(outputs, 4) + shift, a0, zero, left)
  storeSome(load<usize>(outputs, 12) + shift, a1, zero, left)
  storeSome(load<usize>(outputs, 20) + shift, a2, zero, left)
  storeSome(load<usize>(outputs, 28) + shift, a3, zero, left)
  storeSome(load<usize>(outputs, 36) + shift, a4, zero, left)
  storeSome(load<usize>(outputs, 44) + shift, a5, zero, left)
}
