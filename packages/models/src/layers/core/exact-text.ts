/** Encodes a value in hexadecimal: TensorFlow.js's files change words with capitals or underscores, but not these. */
export function toExactText(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The value behind {@link toExactText}. */
export function fromExactText<Value>(text: string): Value {
  const bytes = Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return JSON.parse(new TextDecoder().decode(bytes)) as Value
}

/** Returns whether TensorFlow.js's files would change a string or property name in a value. */
export function isInexact(value: unknown): boolean {
  if (typeof value === 'string') return /[A-Z_]/.test(value)
  if (Array.isArray(value)) return value.some(isInexact)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, one]) => /_/.test(key) || isInexact(one))
}
