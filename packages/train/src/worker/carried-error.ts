/** An error as it travels between threads: structured cloning would lose the names of errors of one's own. */
export interface CarriedError {
  name: string
  message: string
  stack?: string | undefined
  /** The error behind it, or whatever stands there. */
  cause?: CarriedError | string | undefined
}

const kinds = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }

/** Describes what was thrown, for another thread. */
export function carriedError(thrown: unknown): CarriedError {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown) }
  const { name, message, stack, cause } = thrown
  return {
    ...{ name, message, stack },
    cause: cause === undefined ? undefined : cause instanceof Error ? carriedError(cause) : String(cause),
  }
}

/** Makes the error again that was thrown in another thread: of the same kind, with its name, message and stack. */
export function revivedError({ name, message, stack, cause }: CarriedError): Error {
  const Kind = Object.hasOwn(kinds, name) ? kinds[name as keyof typeof kinds] : Error
  const error = new Kind(
    message,
    cause === undefined ? {} : { cause: typeof cause === 'string' ? cause : revivedError(cause) },
  )
  if (error.name !== name) Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true })
  if (stack !== undefined) Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true })
  return error
}
