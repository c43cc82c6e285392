/*
 * Sums a tensor over all its axes but the last few: the gradient of a bias, the mean of a batch. Sums are float64, as in
 * the cpu backend. A unit sums one block of rows; how many blocks there are depends on the shape only, so the digits are
 * the same for any number of threads.
 */

// Where each parameter lies, in bytes; kernels/column-sums.ts writes them in this order.
const X: usize = 0
const ROWS: usize = 4
const COLUMNS: usize = 8
const ROWS_EACH: usize = 12
/** `[blocks, columns]` of float64. */
const SUMS: usize = 16

/** Sums one block of rows. */
export function columnSums(parameters: usize, unit: i32, _slot: i32): void {
  const each = load<i32>(parameters, ROWS_EACH)
  const first = unit * each
  const last = min(first + each, load<i32>(parameters, ROWS))
  const columns = load<i32>(parameters, COLUMNS)
  const sums = load<usize>(parameters, SUMS) + <usize>unit * <usize>columns * 8
  memory.fill(sums, 0, <usize>columns * 8)
  // A few rows at a time, so that the second column tile still finds them in the cache.
  for (let row = first; row < last; row += 64)
    sumRows(load<usize>(parameters, X), row, min(row + 64, last), columns, sums)
}

function sumRows(x: usize, first: i32, last: i32, columns: i32, sums: usize): void {
  const pitch = <usize>columns * 4
  const start = x + <usize>first * pitch
  const end = x + <usize>last * pitch
  let column = 0
  for (; column + 4 <= columns; column += 4) {
    const to = sums + <usize>column * 8
    let low = v128.load(to)
    let high = v128.load(to, 16)
    for (let at = start + <usize>column * 4; at < end; at += pitch) {
      const values = v128.load(at)
      low = f64x2.add(low, f64x2.promote_low_f32x4(values))
      high = f64x2.add(high, f64x2.promote_low_f32x4(i32x4.shuffle(values, values, 2, 3, 2, 3)))
    }
    v128.store(to, low)
    v128.store(to, high, 16)
  }
  for (; column < columns; column++) {
    const to = sums + <usize>column * 8
    let sum = load<f64>(to)
    for (let at = start + <usize>column * 4; at < end; at += pitch) sum += load<f32>(at)
    store<f64>(to, sum)
  }
}

/** Adds the blocks up, in order, times `scale`. */
export function addBlocks(sums: usize, blocks: i32, columns: i32, scale: f64, out: usize): void {
  for (let column = 0; column < columns; column++) {
    let sum: f64 = 0
    for (let block = 0; block < blocks; block++) sum += load<f64>(sums + <usize>(block * columns + column) * 8)
    store<f32>(out + <usize>column * 4, <f32>(sum * scale))
  }
}
