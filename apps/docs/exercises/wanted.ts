/** What the reader's module exports. */
// biome-ignore lint/suspicious/noExplicitAny: it is the reader's, and may be anything.
export type Answer = Record<string, any>

/** @throws Error with what is wanted, in words for the reader. */
export function wanted(condition: unknown, what: string): void {
  if (!condition) throw new Error(what)
}

/** @throws Error if the number is not the expected one, to nine digits. */
export function near(received: unknown, expected: number, when: string): void {
  const close = typeof received === 'number' && Math.abs(received - expected) <= 1e-9 * Math.max(1, Math.abs(expected))
  wanted(close, `${when}: expected ${expected}, received ${shown(received)}.`)
}

/** @throws Error if the values differ. */
export function same(received: unknown, expected: unknown, when: string): void {
  wanted(
    JSON.stringify(received) === JSON.stringify(expected),
    `${when}: expected ${shown(expected)}, received ${shown(received)}.`,
  )
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))
