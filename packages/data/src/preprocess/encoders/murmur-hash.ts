/**
 * MurmurHash3 of a text's UTF-8 bytes as a signed 32-bit integer, with seed 0.
 *
 * @see scikit-learn `utils.murmurhash3_32`
 */
export function murmurHash(text: string): number {
  const bytes = new TextEncoder().encode(text)
  const whole = bytes.length - (bytes.length % 4)
  const mixed = (block: number): number => {
    const first = Math.imul(block, 0xcc9e2d51)
    return Math.imul((first << 15) | (first >>> 17), 0x1b873593)
  }
  let hash = 0
  for (let at = 0; at < whole; at += 4) {
    hash ^= mixed(bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24))
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
  }
  let rest = 0
  for (let at = bytes.length - 1; at >= whole; at--) rest = (rest << 8) | bytes[at]!
  if (whole < bytes.length) hash ^= mixed(rest)
  hash ^= bytes.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
