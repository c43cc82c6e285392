/** Stores the first `count` (up to 8) of the eight floats in `low` and `high`. */
export function storeSome(to: usize, low: v128, high: v128, count: i32): void {
  if (count >= 8) {
    v128.store(to, low)
    v128.store(to, high, 16)
    return
  }
  if (count >= 4) {
    v128.store(to, low)
    storeFew(to + 16, high, count - 4)
  } else storeFew(to, low, count)
}

/** Stores the first `count` (up to 3) of four floats. */
function storeFew(to: usize, values: v128, count: i32): void {
  if (count > 0) v128.store_lane<f32>(to, values, 0)
  if (count > 1) v128.store_lane<f32>(to, values, 1, 4)
  if (count > 2) v128.store_lane<f32>(to, values, 2, 8)
}
