/** What one of our own functions is. */
export interface Origin {
  /** Keras's name of it, also where it is shown under another. */
  of: string
  /** What it was made with, under the names of its options. */
  settings: Readonly<Record<string, unknown>>
}

const origins = new WeakMap<object, Origin>()

/**
 * Gives a function the name under which its values appear in logs, histories and files.
 *
 * A factory makes an arrow function; without this, a log would call it by whatever the source calls it.
 *
 * @param name The name, as Keras prints it: `mean_squared_error`.
 * @param body The function to name.
 * @param settings What it was made with, under the names of its options, for Keras's files.
 * @param of Keras's name of it, if it is to be shown under another.
 * @returns The same function.
 */
export function named<Body extends (...values: never[]) => unknown>(
  name: string,
  body: Body,
  settings: Origin['settings'] = {},
  of: string = name,
): Body {
  origins.set(body, { of, settings })
  return Object.defineProperty(body, 'name', { value: name })
}

/** What one of our own losses or metrics is; undefined for a user's own function. */
export function originOf(body: object): Origin | undefined {
  return origins.get(body)
}
