/*
 * One pass over large tensors, shared out among the threads. These are bound by memory, so each saved pass counts: the
 * gradient of relu is one here and three in tfjs.
 */

// Where each parameter lies, in bytes; kernels/elementwise.ts writes them in this order.
const OPERATION: usize = 0
const A: usize = 4
const B: usize = 8
const OUT: usize = 12
const ROWS: usize = 16
/** Floats in a row; `b` is either as large as `a` or one row, added to each. */
const COLUMNS: usize = 20
const ROWS_EACH: usize = 24

/** Computes one share of the rows. */
export function elementwise(parameters: usize, unit: i32, _slot: i32): void {
  const each = load<i32>(parameters, ROWS_EACH)
  const first = unit * each
  const rows = min(each, load<i32>(parameters, ROWS) - first)
  const columns = load<i32>(parameters, COLUMNS)
  const offset = <usize>first * <usize>columns * 4
  const bytes = <usize>rows * <usize>columns * 4
  const a = load<usize>(parameters, A) + offset
  const b = load<usize>(parameters, B)
  const out = load<usize>(parameters, OUT) + offset
  const operation = load<i32>(parameters, OPERATION)
  if (operation === 0) relu(a, out, bytes)
  else if (operation === 1) reluGradient(a, b + offset, out, bytes)
  else if (operation === 2) add(a, b + offset, out, bytes)
  else if (operation === 3) multiply(a, b + offset, out, bytes)
  else {
    const rowBytes = <usize>columns * 4
    for (let row: usize = 0; row < bytes; row += rowBytes) add(a + row, b, out + row, rowBytes)
  }
}

function relu(a: usize, out: usize, bytes: usize): void {
  const zero = f32x4.splat(0)
  let at: usize = 0
  // NaN stays NaN, as Math.max does it.
  for (; at + 16 <= bytes; at += 16) v128.store(out + at, f32x4.max(v128.load(a + at), zero))
  for (; at < bytes; at += 4) store<f32>(out + at, max<f32>(load<f32>(a + at), 0))
}

/** `dy` where `x` is above zero. */
function reluGradient(dy: usize, x: usize, out: usize, bytes: usize): void {
  const zero = f32x4.splat(0)
  let at: usize = 0
  for (; at + 16 <= bytes; at += 16) {
    v128.store(out + at, v128.and(v128.load(dy + at), f32x4.gt(v128.load(x + at), zero)))
  }
  for (; at < bytes; at += 4) store<f32>(out + at, load<f32>(x + at) > 0 ? load<f32>(dy + at) : 0)
}

function add(a: usize, b: usize, out: usize, bytes: usize): void {
  let at: usize = 0
  for (; at + 16 <= bytes; at += 16) v128.store(out + at, f32x4.add(v128.load(a + at), v128.load(b + at)))
  for (; at < bytes; at += 4) store<f32>(out + at, load<f32>(a + at) + load<f32>(b + at))
}

function multiply(a: usize, b: usize, out: usize, bytes: usize): void {
  let at: usize = 0
  for (; at + 16 <= bytes; at += 16) v128.store(out + at, f32x4.mul(v128.load(a + at), v128.load(b + at)))
  for (; at < bytes; at += 4) store<f32>(out + at, load<f32>(a + at) * load<f32>(b + at))
}
