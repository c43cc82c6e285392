/**
 * Moves values so that those of some ranks stand where a sort would put them, smaller ones before and larger ones behind:
 * what quantiles need of a long column, in a part of the time.
 *
 * @param values Without NaN; changed in place.
 * @param ranks Places in ascending order.
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
  // Pivots that halve badly time and again give way to a sort.
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
