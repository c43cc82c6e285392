/** Copies rows by number, one behind the other. */
export function copyRows(
  heap: Uint8Array,
  { start, address, rowBytes }: { start: number; address: number; rowBytes: number },
  rows: Int32Array,
): void {
  if (rowBytes > 64 || rowBytes % 4 > 0) {
    for (const [index, row] of rows.entries()) {
      const from = start + row * rowBytes
      heap.copyWithin(address + index * rowBytes, from, from + rowBytes)
    }
    return
  }
  // As integers, so that no NaN changes its bits.
  const words = new Int32Array(heap.buffer)
  const length = rowBytes / 4
  let to = address / 4
  for (const row of rows) {
    const first = start / 4 + row * length
    for (let at = first; at < first + length; at++) words[to++] = words[at]!
  }
}
