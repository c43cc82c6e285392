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
  for (let next: usize = 0; next < pixel; next += 16) {
    // The last four channels may overlap the four before.
    const at = min(next, pixel - 16)
    let row = from + at
    const a0 = v128.load(row)
    const a1 = v128.load(row + pixel)
    const a2 = v128.load(row + 2 * pixel)
    const a3 = v128.load(row + 3 * pixel)
    row += rowBytes
    const b0 = v128.load(row)
    const b1 = v128.load(row + pixel)
    const b2 = v128.load(row + 2 * pixel)
    const b3 = v128.load(row + 3 * pixel)
    row += rowBytes
    const c0 = v128.load(row)
    const c1 = v128.load(row + pixel)
    const c2 = v128.load(row + 2 * pixel)
    const c3 = v128.load(row + 3 * pixel)
    row += rowBytes
    const d0 = v128.load(row)
    const d1 = v128.load(row + pixel)
    const d2 = v128.load(row + 2 * pixel)
    const d3 = v128.load(row + 3 * pixel)
    let line = to + at
    let t0: v128
    let t1: v128
    let t2: v128
    let t3: v128
    t0 = f32x4.sub(a0, c0)
    t1 = f32x4.sub(a1, c1)
    t2 = f32x4.sub(a2, c2)
    t3 = f32x4.sub(a3, c3)
    v128.store(line, f32x4.sub(t0, t2))
    v128.store(line + pitch, f32x4.add(t1, t2))
    v128.store(line + 2 * pitch, f32x4.sub(t2, t1))
    v128.store(line + 3 * pitch, f32x4.sub(t1, t3))
    line += 4 * pitch
    t0 = f32x4.add(b0, c0)
    t1 = f32x4.add(b1, c1)
    t2 = f32x4.add(b2, c2)
    t3 = f32x4.add(b3, c3)
    v128.store(line, f32x4.sub(t0, t2))
    v128.store(line + pitch, f32x4.add(t1, t2))
    v128.store(line + 2 * pitch, f32x4.sub(t2, t1))
    v128.store(line + 3 * pitch, f32x4.sub(t1, t3))
    line += 4 * pitch
    t0 = f32x4.sub(c0, b0)
    t1 = f32x4.sub(c1, b1)
    t2 = f32x4.sub(c2, b2)
    t3 = f32x4.sub(c3, b3)
    v128.store(line, f32x4.sub(t0, t2))
    v128.store(line + pitch, f32x4.add(t1, t2))
    v128.store(line + 2 * pitch, f32x4.sub(t2, t1))
    v128.store(line + 3 * pitch, f32x4.sub(t1, t3))
    line += 4 * pitch
    t0 = f32x4.sub(b0, d0)
    t1 = f32x4.sub(b1, d1)
    t2 = f32x4.sub(b2, d2)
    t3 = f32x4.sub(b3, d3)
    v128.store(line, f32x4.sub(t0, t2))
    v128.store(line + pitch, f32x4.add(t1, t2))
    v128.store(line + 2 * pitch, f32x4.sub(t2, t1))
    v128.store(line + 3 * pitch, f32x4.sub(t1, t3))
  }
}
