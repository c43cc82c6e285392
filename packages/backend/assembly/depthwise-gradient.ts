import { multiplyAdd } from './multiply-add'

/*
 * The gradients of a depthwise convolution, in which each input channel has `multiplier` outputs of its own. Four
 * channels at a time where the multiplier is 1, as it nearly always is.
 */

// Where each parameter lies, in bytes; kernels/depthwise-gradient.ts writes them in this order.
const X: usize = 0
const DY: usize = 4
const FILTER: usize = 8
const OUT: usize = 12
const IMAGES: usize = 16
const IN_HEIGHT: usize = 20
const IN_WIDTH: usize = 24
const CHANNELS: usize = 28
const MULTIPLIER: usize = 32
const OUT_HEIGHT: usize = 36
const OUT_WIDTH: usize = 40
const FILTER_HEIGHT: usize = 44
const FILTER_WIDTH: usize = 48
const STRIDE_HEIGHT: usize = 52
const STRIDE_WIDTH: usize = 56
const DILATION_HEIGHT: usize = 60
const DILATION_WIDTH: usize = 64
const PAD_TOP: usize = 68
const PAD_LEFT: usize = 72

/** The input's gradient for one image. */
export function depthwiseInputGradient(parameters: usize, image: i32, _slot: i32): void {
  const inHeight = load<i32>(parameters, IN_HEIGHT)
  const inWidth = load<i32>(parameters, IN_WIDTH)
  const channels = load<i32>(parameters, CHANNELS)
  const multiplier = load<i32>(parameters, MULTIPLIER)
  const outWidth = load<i32>(parameters, OUT_WIDTH)
  const pixels = load<i32>(parameters, OUT_HEIGHT) * outWidth
  const filterHeight = load<i32>(parameters, FILTER_HEIGHT)
  const filterWidth = load<i32>(parameters, FILTER_WIDTH)
  const imageBytes = <usize>(inHeight * inWidth * channels) * 4
  const dx = load<usize>(parameters, OUT) + <usize>image * imageBytes
  const dy = load<usize>(parameters, DY) + <usize>image * <usize>(pixels * channels * multiplier) * 4
  memory.fill(dx, 0, imageBytes)
  for (let pixel = 0; pixel < pixels; pixel++) {
    const top = (pixel / outWidth) * load<i32>(parameters, STRIDE_HEIGHT) - load<i32>(parameters, PAD_TOP)
    const left = (pixel % outWidth) * load<i32>(parameters, STRIDE_WIDTH) - load<i32>(parameters, PAD_LEFT)
    const from = dy + <usize>(pixel * channels * multiplier) * 4
    for (let y = 0; y < filterHeight; y++) {
      const row = top + y * load<i32>(parameters, DILATION_HEIGHT)
      if (row < 0 || row >= inHeight) continue
      for (let x = 0; x < filterWidth; x++) {
        const column = left + x * load<i32>(parameters, DILATION_WIDTH)
        if (column < 0 || column >= inWidth) continue
        const weights = load<usize>(parameters, FILTER) + <usize>((y * filterWidth + x) * channels * multiplier) * 4
        const to = dx + <usize>((row * inWidth + column) * channels) * 4
        if (multiplier === 1) addProducts(from, weights, to, channels)
        else addRowProducts(from, weights, to, channels, multiplier)
      }
    }
  }
}

/** The filter's gradient for one of its taps. */
export function depthwiseFilterGradient(parameters: usize, tap: i32, _slot: i32): void {
  const inHeight = load<i32>(parameters, IN_HEIGHT)
  const inWidth = load<i32>(parameters, IN_WIDTH)
  const channels = load<i32>(parameters, CHANNELS)
  const multiplier = load<i32>(parameters, MULTIPLIER)
  const outHeight = load<i32>(parameters, OUT_HEIGHT)
  const outWidth = load<i32>(parameters, OUT_WIDTH)
  const filterWidth = load<i32>(parameters, FILTER_WIDTH)
  const outputs = channels * multiplier
  const sums = load<usize>(parameters, OUT) + <usize>(tap * outputs) * 4
  memory.fill(sums, 0, <usize>outputs * 4)
  const down = (tap / filterWidth) * load<i32>(parameters, DILATION_HEIGHT) - load<i32>(parameters, PAD_TOP)
  const across = (tap % filterWidth) * load<i32>(parameters, DILATION_WIDTH) - load<i32>(parameters, PAD_LEFT)
  const images = load<i32>(parameters, IMAGES)
  let dy = load<usize>(parameters, DY)
  for (let image = 0; image < images; image++) {
    for (let y = 0; y < outHeight; y++) {
      const row = y * load<i32>(parameters, STRIDE_HEIGHT) + down
      for (let x = 0; x < outWidth; x++) {
        const column = x * load<i32>(parameters, STRIDE_WIDTH) + across
        if (row >= 0 && row < inHeight && column >= 0 && column < inWidth) {
          const from =
            load<usize>(parameters, X) + <usize>(((image * inHeight + row) * inWidth + column) * channels) * 4
          if (multiplier === 1) addProducts(from, dy, sums, channels)
          else addOuterProducts(from, dy, sums, channels, multiplier)
        }
        dy += <usize>outputs * 4
      }
    }
  }
}

/** `to[c] += a[c] × b[c]` */
function addProducts(a: usize, b: usize, to: usize, channels: i32): void {
  const bytes = <usize>channels * 4
  let at: usize = 0
  for (; at + 16 <= bytes; at += 16) {
    v128.store(to + at, multiplyAdd(v128.load(a + at), v128.load(b + at), v128.load(to + at)))
  }
  for (; at < bytes; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(a + at) * load<f32>(b + at))
}

/** `to[c] += Σ a[c, m] × b[c, m]` */
function addRowProducts(a: usize, b: usize, to: usize, channels: i32, multiplier: i32): void {
  for (let channel = 0; channel < channels; channel++) {
    let sum: f32 = 0
    for (let index = 0; index < multiplier; index++) {
      const at = <usize>(channel * multiplier + index) * 4
      sum += load<f32>(a + at) * load<f32>(b + at)
    }
    store<f32>(to + <usize>channel * 4, load<f32>(to + <usize>channel * 4) + sum)
  }
}

/** `to[c, m] += x[c] × dy[c, m]` */
function addOuterProducts(x: usize, dy: usize, to: usize, channels: i32, multiplier: i32): void {
  for (let channel = 0; channel < channels; channel++) {
    const value = load<f32>(x + <usize>channel * 4)
    for (let index = 0; index < multiplier; index++) {
      const at = <usize>(channel * multiplier + index) * 4
      store<f32>(to + at, load<f32>(to + at) + value * load<f32>(dy + at))
    }
  }
}
