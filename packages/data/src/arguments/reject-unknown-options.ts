/**
 * Throws for options that a function does not know; otherwise a misspelt option would be silently ignored.
 *
 * @param caller Name of the public function, for the message.
 * @param options The options that the caller received.
 * @param known Names of the known options.
 * @throws RangeError that names the nearest known option; TypeError when `options` is not an object.
 */
export function rejectUnknownOptions(caller: string, options: unknown, known: readonly string[]): void {
  if (options === undefined) return
  if (options === null || typeof options !== 'object') {
    throw new TypeError(
      `${caller}: expected an object of options, received ${String(options)}. Write { ${known[0] ?? ''}: … }.`,
    )
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue
    const nearest = nearestName(name, known)
    throw new RangeError(
      `${caller}: expected options among ${known.join(', ')}, received ${name}=${shown((options as Record<string, unknown>)[name])}. ${nearest === undefined ? 'Remove it.' : `Did you mean ${nearest}?`}`,
    )
  }
}

/**
 * Finds the name in a list with the smallest edit distance to another, if that is at most half of the longer name.
 *
 * @example
 * ```ts
 * import { nearestName } from '@dlw/data/arguments'
 *
 * nearestName('learning_rat', ['learningRate', 'loss']) // → learningRate
 * ```
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  let nearest: string | undefined
  let least = Infinity
  for (const candidate of known) {
    const distance = levenshtein(plain(name), plain(candidate))
    if (distance < least && distance <= Math.max(name.length, candidate.length) / 2) {
      nearest = candidate
      least = distance
    }
  }
  return nearest
}

/** Python's `test_size` is `testSize` here. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '')

/** Computes the edit distance (Levenshtein) between two strings. */
function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, place) => place)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + Number(a[i - 1] !== b[j - 1])
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}

function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (value === null || typeof value !== 'object')
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  return Array.isArray(value) ? `an array of ${value.length}` : 'an object'
}
