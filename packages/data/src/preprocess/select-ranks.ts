/**
 * Partially sorts values in place: the values of the given ranks end up where a full sort would put them, with smaller
 * ones before and larger ones after. Faster than sorting when only quantiles are needed.
 *
 * @param values Without NaN; changed in place.
 * @param ranks Positions in ascending order.
 */
export function selectRanks(values: Float64Array, ranks: readonly number[]): void {
  let from = 0
  for (const rank of ranks) {
    selectRank(values, rank, from)
    from = rank
  }
}

function selectRank(values: Float64Array, rank: number, from: number): void {
  let [low, high] = [from, values.length - 1]
  // After repeated bad pivots, falls back to a full sort.
  for (let rounds = 2 * Math.log2(values.length + 2); high - low > 600 && rounds > 0; rounds--) {
    const pivot = middleOf(values[low]!, values[(low + high) >> 1]!, values[high]!)
    let [left, right] = [low, high]
    while (left <= right) {
      while (values[left]! < pivot) left++
      while (values[right]! > pivot) right--
      if (left > right) break
      const value = values[left]!
      values[left++] = values[right]!
      values[right--] = value
    }
    if (rank <= right) high = right
    else if (rank >= left) low = left
    else return
  }
  values.subarray(low, high + 1).sort()
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
