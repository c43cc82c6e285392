/**
 * Transforms the 4 × 4 pixels under each tile of 2 × 2 outputs. What lies outside the image is zero.
 *
 * @param top Row of the image at which the first tile begins, may be negative; `left` likewise.
 * @param patch Room for 4 × 4 pixels.
 * @param to `[16, tiles, inputs]`; `pitch` bytes from one of the sixteen positions to the next.
 */
export function transformImage(
  image: usize,
  rowBytes: usize,
  height: i32,
  width: i32,
  top: i32,
  left: i32,
  inputs: i32,
  rows: i32,
  across: i32,
  patch: usize,
  to: usize,
  pitch: usize,
): void {
  const pixel = <usize>inputs * 4
  for (let row = 0; row < rows; row++) {
    const y = top + row * 2
    for (let column = 0; column < across; column++) {
      const z = left + column * 2
      if (y >= 0 && z >= 0 && y + 4 <= height && z + 4 <= width) {
        transformPatch(image + <usize>y * rowBytes + <usize>z * pixel, rowBytes, pixel, to, pitch)
      } else {
        copyPatch(image, rowBytes, pixel, height, width, y, z, patch)
        transformPatch(patch, pixel * 4, pixel, to, pitch)
      }
      to += pixel
    }
  }
}

function copyPatch(
  image: usize,
  rowBytes: usize,
  pixel: usize,
  height: i32,
  width: i32,
  top: i32,
  left: i32,
  to: usize,
): void {
  for (let y = top; y < top + 4; y++) {
    for (let z = left; z < left + 4; z++) {
      if (y >= 0 && y < height && z >= 0 && z < width) {
        memory.copy(to, image + <usize>y * rowBytes + <usize>z * pixel, pixel)
      } else memory.fill(to, 0, pixel)
      to += pixel
    }
  }
}

function transformPatch(from: usize, rowBytes: usize, pixel: usize, to: usize, pitch: usize): void {
  const plus = f32x4.splat(0)
  const minus = f32x4.splat(-0.0)
  for (let next: usize = 0; next < pixel; next += 16) {
    // The last four channels may overlap the four before.
    const at = min(next, pixel - 16)
    const first = from + at
    const second = first + rowBytes
    const third = second + rowBytes
    const line = to + at
    transformLine(first, third, minus, pixel, line, pitch)
    transformLine(second, third, plus, pixel, line + 4 * pitch, pitch)
    transformLine(third, second, minus, pixel, line + 8 * pitch, pitch)
    transformLine(second, third + rowBytes, minus, pixel, line + 12 * pitch, pitch)
  }
}

/** One row of positions, from the sum or difference of two rows of pixels. */
function transformLine(a: usize, b: usize, sign: v128, pixel: usize, to: usize, pitch: usize): void {
  const t0 = f32x4.add(v128.load(a), v128.xor(v128.load(b), sign))
  const t1 = f32x4.add(v128.load(a + pixel), v128.xor(v128.load(b + pixel), sign))
  const t2 = f32x4.add(v128.load(a + 2 * pixel), v128.xor(v128.load(b + 2 * pixel), sign))
  const t3 = f32x4.add(v128.load(a + 3 * pixel), v128.xor(v128.load(b + 3 * pixel), sign))
  v128.store(to, f32x4.sub(t0, t2))
  v128.store(to + pitch, f32x4.add(t1, t2))
  v128.store(to + 2 * pitch, f32x4.sub(t2, t1))
  v128.store(to + 3 * pitch, f32x4.sub(t1, t3))
}
