import type { GpuProgram } from './gpu-program.ts'

/**
 * The filter's gradient as a product of two matrices, `[rows, pixels]` of the images' windows and `[pixels, filters]` of
 * `dy`, whose sum over the pixels is cut into parts: each group of 64 threads adds up one part for a tile of 32 × 32
 * results, 16 pixels at a time through its shared memory. The result is `[parts, rows, filters]`.
 */
export function filterGradientProgram({
  parts,
  rows,
  filters,
}: {
  parts: number
  rows: number
  filters: number
}): GpuProgram {
  return {
    variableNames: ['x', 'dy'],
    outputShape: [parts, rows, filters],
    shaderKey: 'dlw_filterGradient',
    workgroupSize: [8, 8, 1],
    dispatchLayout: { x: [2], y: [1], z: [0] },
    dispatch: [Math.ceil(filters / 32), Math.ceil(rows / 32), parts],
    uniforms: `filterWidth : i32, channels : i32, outSize : vec2<i32>, inSize : vec2<i32>, strides : vec2<i32>,
      pads : vec2<i32>, rows : i32, pixels : i32, filters : i32, part : i32,`,
    getUserCode: () => wgsl,
  }
}

const wgsl = `
  var<workgroup> windows : array<array<f32, 32>, 16>;
  var<workgroup> slopes : array<array<vec4<f32>, 8>, 16>;

  fn main() {
    let firstRow = i32(workgroupId.y) * 32;
    let firstFilter = i32(workgroupId.x) * 32;
    let firstPixel = i32(workgroupId.z) * uniforms.part;
    let lastPixel = min(firstPixel + uniforms.part, uniforms.pixels);
    let thread = i32(localIndex);

    // What this thread fetches: one row of the filter, in every other pixel.
    let lane = thread % 32;
    let row = firstRow + lane;
    let channel = row % uniforms.channels;
    let down = (row / uniforms.channels) / uniforms.filterWidth;
    let across = (row / uniforms.channels) % uniforms.filterWidth;
    let filterAt = firstFilter + lane;

    var sums : array<vec4<f32>, 4>;
    for (var step = 0; step < uniforms.part; step = step + 16) {
      for (var turn = thread / 32; turn < 16; turn = turn + 2) {
        let pixel = firstPixel + step + turn;
        var window = 0.0;
        var slope = 0.0;
        if (pixel < lastPixel) {
          let outColumn = pixel % uniforms.outSize.y;
          let outRow = (pixel / uniforms.outSize.y) % uniforms.outSize.x;
          let image = pixel / uniforms.outSize.y / uniforms.outSize.x;
          let at = vec2<i32>(outRow, outColumn) * uniforms.strides + vec2<i32>(down, across) - uniforms.pads;
          if (row < uniforms.rows && all(at >= vec2<i32>(0)) && all(at < uniforms.inSize)) {
            window = x[((image * uniforms.inSize.x + at.x) * uniforms.inSize.y + at.y) * uniforms.channels + channel];
          }
          if (filterAt < uniforms.filters) { slope = dy[pixel * uniforms.filters + filterAt]; }
        }
        windows[turn][lane] = window;
        slopes[turn][lane / 4][lane % 4] = slope;
      }
      workgroupBarrier();
      for (var turn = 0; turn < 16; turn = turn + 1) {
        let slope = slopes[turn][localId.x];
        for (var part = 0; part < 4; part = part + 1) {
          sums[part] = fma(vec4<f32>(windows[turn][i32(localId.y) * 4 + part]), slope, sums[part]);
        }
      }
      workgroupBarrier();
    }

    for (var part = 0; part < 4; part = part + 1) {
      let outRow = firstRow + i32(localId.y) * 4 + part;
      for (var component = 0; component < 4; component = component + 1) {
        let outFilter = firstFilter + i32(localId.x) * 4 + component;
        if (outRow < uniforms.rows && outFilter < uniforms.filters) {
          result[(i32(workgroupId.z) * uniforms.rows + outRow) * uniforms.filters + outFilter] = sums[part][component];
        }
      }
    }
  }`
