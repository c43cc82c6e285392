/**
 * Gives a function the name under which its values appear in logs, histories and files.
 *
 * A factory makes an arrow function; without this, a log would call it by whatever the source calls it.
 *
 * @param name The name, as Keras prints it: `mean_squared_error`.
 * @param body The function to name.
 * @returns The same function.
 */
export function named<Body extends (...values: never[]) => unknown>(name: string, body: Body): Body {
  return Object.defineProperty(body, 'name', { value: name })
}
