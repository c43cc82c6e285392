/**
 * What is kept of an error: its message, after its name where that says more than `Error`. Whatever was thrown gives a
 * text, also where it is no error.
 */
export function describeError(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error)
  const { name, message } = error as { name?: unknown; message?: unknown }
  if (typeof message !== 'string') return plainText(error)
  if (typeof name !== 'string' || name === 'Error' || message.startsWith(`${name}:`)) return message
  return message === '' ? name : `${name}: ${message}`
}

function plainText(value: object): string {
  try {
    return JSON.stringify(value) ?? Object.prototype.toString.call(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}
