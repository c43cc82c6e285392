/** The most that one message may bring of a thing. */
export const most = {
  text: 20_000,
  name: 200,
  classes: 100,
  rows: 20_000,
  pixels: 3_000_000,
  weights: 1000,
  lines: 1000,
  columns: 1000,
  file: 8_000_000,
}

/** The properties of an object. @throws TypeError for anything else. */
export function fields(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('no object')
  return value as Record<string, unknown>
}

/** The parts of a list, each checked. @throws TypeError for anything else, and for too long a one. */
export function list<Part>(value: unknown, longest: number, part: (value: unknown) => Part): Part[] {
  if (!Array.isArray(value) || value.length > longest) throw new TypeError('no list, or too long a one')
  return Array.from(value, part)
}

/** A text, cut to what a page can show. */
export const cut = (value: unknown): string => string(value).slice(0, most.text)
/** A short text. @throws TypeError for a longer one. */
export const name = (value: unknown): string => upTo(value, most.name)
/** A text. @throws TypeError for a very long one. */
export const text = (value: unknown): string => upTo(value, most.text)
/** A text as long as a program may be. @throws TypeError for a longer one. */
export const longText = (value: unknown): string => upTo(value, 1_000_000)
/** A text, cut to the length of a name. */
export const label = (value: unknown): string => string(value).slice(0, most.name)

function upTo(value: unknown, longest: number): string {
  if (string(value).length > longest) throw new TypeError('too long a text')
  return value as string
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('no text')
  return value
}

/** @throws TypeError unless it is a number. */
export function number(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError('no number')
  return value
}

/** @throws TypeError unless it is a finite number. */
export function finite(value: unknown): number {
  if (!Number.isFinite(value)) throw new TypeError('no finite number')
  return value as number
}

/** @throws TypeError unless it is an integer from 0 up to the limit. */
export function count(value: unknown, limit = 1e9): number {
  if (!Number.isInteger(value) || !((value as number) >= 0 && (value as number) < limit))
    throw new TypeError('no count')
  return value as number
}

/** @throws TypeError unless it is true or false. */
export function flag(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError('neither true nor false')
  return value
}

/** What `part` reads, or undefined. */
export const optional = <Part>(value: unknown, part: (value: unknown) => Part): Part | undefined =>
  value === undefined ? undefined : part(value)
