/** When a buffer is in use: from the operation that writes it to the last one that reads it, both included. */
export type Lifetime = { bytes: number; first: number; last: number }

const alignment = 64

/**
 * Lays buffers out in one block so that those in use at the same time do not overlap: each goes to the smallest gap that
 * holds it, the largest first among those that begin together.
 *
 * @param lifetimes In the order of `first`.
 * @returns The offset of each, a multiple of 64, and the bytes of the block.
 */
export function layOut(lifetimes: readonly Lifetime[]): { offsets: number[]; bytes: number } {
  const offsets: number[] = []
  let inUse: { from: number; to: number; last: number }[] = []
  let total = 0
  for (const { bytes, first, last } of lifetimes) {
    const size = Math.max(alignment, Math.ceil(bytes / alignment) * alignment)
    inUse = inUse.filter((block) => block.last >= first)
    let best: number | undefined
    let bestRoom = Number.POSITIVE_INFINITY
    let end = 0
    for (const block of inUse) {
      const room = block.from - end
      if (room >= size && room < bestRoom) {
        best = end
        bestRoom = room
      }
      end = Math.max(end, block.to)
    }
    const from = best ?? end
    const at = inUse.findIndex((block) => block.from > from)
    inUse.splice(at < 0 ? inUse.length : at, 0, { from, to: from + size, last })
    offsets.push(from)
    total = Math.max(total, from + size)
  }
  return { offsets, bytes: total }
}
