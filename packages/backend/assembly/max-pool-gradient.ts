/*
 * The gradient of max pooling: each output's gradient goes to the first of the largest inputs in its window, which is
 * looked for again, four channels at a time, rather than kept from the forward pass.
 */

// Where each parameter lies, in bytes; kernels/max-pool-grad.ts writes them in this order.
const X: usize = 0
const DY: usize = 4
const DX: usize = 8
const IN_HEIGHT: usize = 12
const IN_WIDTH: usize = 16
const CHANNELS: usize = 20
const OUT_HEIGHT: usize = 24
const OUT_WIDTH: usize = 28
const FILTER_HEIGHT: usize = 32
const FILTER_WIDTH: usize = 36
const STRIDE_HEIGHT: usize = 40
const STRIDE_WIDTH: usize = 44
const DILATION_HEIGHT: usize = 48
const DILATION_WIDTH: usize = 52
const PAD_TOP: usize = 56
const PAD_LEFT: usize = 60

/** One image. */
export function maxPoolGradient(parameters: usize, image: i32, _slot: i32): void {
  const inHeight = load<i32>(parameters, IN_HEIGHT)
  const inWidth = load<i32>(parameters, IN_WIDTH)
  const channels = load<i32>(parameters, CHANNELS)
  const outHeight = load<i32>(parameters, OUT_HEIGHT)
  const outWidth = load<i32>(parameters, OUT_WIDTH)
  const bytes = inHeight * inWidth * channels * 4
  const x = load<usize>(parameters, X) + <usize>image * bytes
  const dx = load<usize>(parameters, DX) + <usize>image * bytes
  let dy = load<usize>(parameters, DY) + <usize>image * (outHeight * outWidth * channels * 4)
  const apart =
    load<i32>(parameters, STRIDE_HEIGHT) === load<i32>(parameters, FILTER_HEIGHT) &&
    load<i32>(parameters, STRIDE_WIDTH) === load<i32>(parameters, FILTER_WIDTH) &&
    load<i32>(parameters, DILATION_HEIGHT) === 1 &&
    load<i32>(parameters, DILATION_WIDTH) === 1 &&
    outHeight * load<i32>(parameters, STRIDE_HEIGHT) <= inHeight &&
    outWidth * load<i32>(parameters, STRIDE_WIDTH) <= inWidth &&
    load<i32>(parameters, PAD_TOP) === 0 &&
    load<i32>(parameters, PAD_LEFT) === 0
  if (apart && channels >= 4) {
    fillWindows(parameters, x, dx, dy, inHeight, inWidth, channels)
    return
  }
  memory.fill(dx, 0, bytes)
  for (let row = 0; row < outHeight; row++) {
    const top = row * load<i32>(parameters, STRIDE_HEIGHT) - load<i32>(parameters, PAD_TOP)
    for (let column = 0; column < outWidth; column++) {
      const left = column * load<i32>(parameters, STRIDE_WIDTH) - load<i32>(parameters, PAD_LEFT)
      scatterWindow(parameters, x, dx, dy, top, left, inHeight, inWidth, channels)
      dy += channels * 4
    }
  }
}

/** Windows side by side: each input is written once, so nothing has to be cleared first. */
function fillWindows(
  parameters: usize,
  x: usize,
  dx: usize,
  dy: usize,
  inHeight: i32,
  inWidth: i32,
  channels: i32,
): void {
  const filterHeight = load<i32>(parameters, FILTER_HEIGHT)
  const filterWidth = load<i32>(parameters, FILTER_WIDTH)
  const outHeight = load<i32>(parameters, OUT_HEIGHT)
  const outWidth = load<i32>(parameters, OUT_WIDTH)
  const pixelBytes = <usize>channels * 4
  const rowBytes = <usize>inWidth * pixelBytes
  const windowBytes = <usize>filterWidth * pixelBytes
  const rest = rowBytes - <usize>outWidth * windowBytes
  for (let row = 0; row < outHeight; row++) {
    const top = <usize>(row * filterHeight) * rowBytes
    for (let column = 0; column < outWidth; column++) {
      const corner = top + <usize>column * windowBytes
      for (let next: usize = 0; next < pixelBytes; next += 16) {
        // The last four channels may overlap the four before.
        const at = min(next, pixelBytes - 16)
        let best = f32x4.splat(-Infinity)
        let where = i32x4.splat(0)
        for (let y = 0; y < filterHeight; y++) {
          for (let z = 0; z < filterWidth; z++) {
            const value = v128.load(x + corner + <usize>y * rowBytes + <usize>z * pixelBytes + at)
            const larger = f32x4.gt(value, best)
            best = v128.bitselect(value, best, larger)
            where = v128.bitselect(i32x4.splat(y * filterWidth + z), where, larger)
          }
        }
        const gradient = v128.load(dy + at)
        for (let y = 0; y < filterHeight; y++) {
          for (let z = 0; z < filterWidth; z++) {
            const taken = v128.and(gradient, i32x4.eq(where, i32x4.splat(y * filterWidth + z)))
            v128.store(dx + corner + <usize>y * rowBytes + <usize>z * pixelBytes + at, taken)
          }
        }
      }
      dy += pixelBytes
    }
    for (let y = 0; y < filterHeight; y++) memory.fill(dx + top + <usize>(y + 1) * rowBytes - rest, 0, rest)
  }
  const done = <usize>(outHeight * filterHeight) * rowBytes
  memory.fill(dx + done, 0, <usize>inHeight * rowBytes - done)
}

function scatterWindow(
  parameters: usize,
  x: usize,
  dx: usize,
  dy: usize,
  top: i32,
  left: i32,
  inHeight: i32,
  inWidth: i32,
  channels: i32,
): void {
  const filterHeight = load<i32>(parameters, FILTER_HEIGHT)
  const filterWidth = load<i32>(parameters, FILTER_WIDTH)
  const dilationHeight = load<i32>(parameters, DILATION_HEIGHT)
  const dilationWidth = load<i32>(parameters, DILATION_WIDTH)
  // The first window position that lies inside the image is where the gradient goes if no number is larger (all NaN).
  let firstRow = top
  while (firstRow < 0) firstRow += dilationHeight
  let firstColumn = left
  while (firstColumn < 0) firstColumn += dilationWidth
  const lastRow = min(inHeight - 1, top + (filterHeight - 1) * dilationHeight)
  const lastColumn = min(inWidth - 1, left + (filterWidth - 1) * dilationWidth)
  const first = (firstRow * inWidth + firstColumn) * channels * 4
  let channel = 0
  for (; channel + 4 <= channels; channel += 4) {
    let best = f32x4.splat(-Infinity)
    let where = i32x4.splat(first)
    for (let row = firstRow; row <= lastRow; row += dilationHeight) {
      for (let column = firstColumn; column <= lastColumn; column += dilationWidth) {
        const at = (row * inWidth + column) * channels * 4
        const value = v128.load(x + <usize>(at + channel * 4))
        const larger = f32x4.gt(value, best)
        best = v128.bitselect(value, best, larger)
        where = v128.bitselect(i32x4.splat(at), where, larger)
      }
    }
    const base = dx + <usize>channel * 4
    add(base + <usize>i32x4.extract_lane(where, 0), load<f32>(dy + <usize>channel * 4))
    add(base + <usize>i32x4.extract_lane(where, 1) + 4, load<f32>(dy + <usize>channel * 4, 4))
    add(base + <usize>i32x4.extract_lane(where, 2) + 8, load<f32>(dy + <usize>channel * 4, 8))
    add(base + <usize>i32x4.extract_lane(where, 3) + 12, load<f32>(dy + <usize>channel * 4, 12))
  }
  for (; channel < channels; channel++) {
    let best: f32 = -Infinity
    let where = first
    for (let row = firstRow; row <= lastRow; row += dilationHeight) {
      for (let column = firstColumn; column <= lastColumn; column += dilationWidth) {
        const at = (row * inWidth + column) * channels * 4
        const value = load<f32>(x + <usize>(at + channel * 4))
        if (value > best) {
          best = value
          where = at
        }
      }
    }
    add(dx + <usize>(where + channel * 4), load<f32>(dy + <usize>channel * 4))
  }
}

function add(to: usize, value: f32): void {
  store<f32>(to, load<f32>(to) + value)
}
