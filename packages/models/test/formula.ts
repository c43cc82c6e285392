/** A line through the numbers in [0, 1) that the generator in `oracle` computes, too; a loop, for there are millions. */
export function formula(count: number, start: number, slope = 1, offset = 0): Float32Array {
  const values = new Float32Array(count)
  let state = Math.imul(start, 1013904223)
  for (let index = 0; index < count; index++) {
    state = (state + 2654435761) | 0
    values[index] = ((state >>> 0) / 2 ** 32) * slope + offset
  }
  return values
}
