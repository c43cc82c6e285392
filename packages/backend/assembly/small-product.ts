/*
 * The product of two small matrices, with the digits of the cpu backend: sums are float64 over 48 of the inner dimension
 * at a time, and rounded to float32 in between. The product of two float32 is exact in float64, so that vectors and
 * fused multiply-adds change nothing.
 */

// Where each parameter lies, in bytes; capture/fast/products.ts writes them in this order.
const A: usize = 0
const B: usize = 4
const OUT: usize = 8
const ROWS: usize = 12
const INNER: usize = 16
const COLUMNS: usize = 20
/** Bytes from row to row, and along the inner dimension. */
const A_ROW: usize = 24
const A_STEP: usize = 28
/** Bytes from column to column, and along the inner dimension. */
const B_COLUMN: usize = 32
const B_STEP: usize = 36
/** Address of a row to add, or 0. */
const BIAS: usize = 40
/** 1 to cut off what is below zero. */
const RELU: usize = 44

const BLOCK: i32 = 48

/** Computes the whole product. */
export function smallProduct(parameters: usize, _unit: i32, _slot: i32): void {
  const rows = load<i32>(parameters, ROWS)
  const columns = load<i32>(parameters, COLUMNS)
  const inner = load<i32>(parameters, INNER)
  const aRow = load<usize>(parameters, A_ROW)
  const aStep = load<usize>(parameters, A_STEP)
  const bColumn = load<usize>(parameters, B_COLUMN)
  const bStep = load<usize>(parameters, B_STEP)
  const bias = load<usize>(parameters, BIAS)
  let a = load<usize>(parameters, A)
  const b = load<usize>(parameters, B)
  let out = load<usize>(parameters, OUT)
  const start = out
  for (let row = 0; row < rows; row++) {
    let column = 0
    if (bColumn === 4) {
      for (; column + 4 <= columns; column += 4, out += 16) {
        fourSums(a, aStep, b + <usize>column * 4, bStep, inner, out)
      }
    }
    for (; column < columns; column++, out += 4) {
      store<f32>(out, oneSum(a, aStep, b + <usize>column * bColumn, bStep, inner))
    }
    a += aRow
  }
  if (bias) addRow(start, out, bias, <usize>columns * 4)
  if (load<i32>(parameters, RELU)) {
    for (let at = start; at < out; at += 4) store<f32>(at, max<f32>(0, load<f32>(at)))
  }
}

function fourSums(a: usize, aStep: usize, b: usize, bStep: usize, inner: i32, out: usize): void {
  let low = f64x2.splat(0)
  let high = f64x2.splat(0)
  for (let first = 0; first < inner; first += BLOCK) {
    const last = min(first + BLOCK, inner)
    let sumLow = f64x2.splat(0)
    let sumHigh = f64x2.splat(0)
    for (let k = first; k < last; k++, a += aStep, b += bStep) {
      const factor = f64x2.splat(<f64>load<f32>(a))
      const values = v128.load(b)
      sumLow = f64x2.add(sumLow, f64x2.mul(factor, f64x2.promote_low_f32x4(values)))
      const upper = i32x4.shuffle(values, values, 2, 3, 2, 3)
      sumHigh = f64x2.add(sumHigh, f64x2.mul(factor, f64x2.promote_low_f32x4(upper)))
    }
    low = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(f64x2.add(low, sumLow)))
    high = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(f64x2.add(high, sumHigh)))
  }
  const lower = f32x4.demote_f64x2_zero(low)
  v128.store(out, i32x4.shuffle(lower, f32x4.demote_f64x2_zero(high), 0, 1, 4, 5))
}

function oneSum(a: usize, aStep: usize, b: usize, bStep: usize, inner: i32): f32 {
  let total: f32 = 0
  for (let first = 0; first < inner; first += BLOCK) {
    const last = min(first + BLOCK, inner)
    let sum: f64 = 0
    for (let k = first; k < last; k++, a += aStep, b += bStep) sum += <f64>load<f32>(a) * <f64>load<f32>(b)
    total = <f32>(<f64>total + sum)
  }
  return total
}

function addRow(start: usize, end: usize, bias: usize, bytes: usize): void {
  for (let row = start; row < end; row += bytes) {
    for (let at: usize = 0; at < bytes; at += 4) store<f32>(row + at, load<f32>(row + at) + load<f32>(bias + at))
  }
}
