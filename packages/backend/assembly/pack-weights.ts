/**
 * Lays weights out for convolve.ts: panels of eight output channels, in each of them one row of eight for every input.
 * What is missing in the last panel is zero; a last panel of four or fewer is packed as four.
 *
 * @param from `[depth, channels]`, or its transpose; the strides say which, in floats.
 */
export function packWeights(
  from: usize,
  to: usize,
  depth: i32,
  channels: i32,
  depthStride: i32,
  channelStride: i32,
): void {
  for (let channel = 0; channel < channels; channel += 8) {
    const left = channels - channel
    const wide = left > 4 ? 8 : 4
    const panel = from + <usize>(channel * channelStride) * 4
    if (channelStride === 1 && left >= wide) {
      for (let row = 0; row < depth; row++) {
        const source = panel + <usize>(row * depthStride) * 4
        v128.store(to, v128.load(source))
        if (wide === 8) v128.store(to, v128.load(source, 16), 16)
        to += <usize>wide * 4
      }
    } else {
      for (let row = 0; row < depth; row++) {
        for (let index = 0; index < wide; index++) {
          const source = panel + <usize>(row * depthStride + index * channelStride) * 4
          store<f32>(to, index < left ? load<f32>(source) : 0)
          to += 4
        }
      }
    }
  }
}
