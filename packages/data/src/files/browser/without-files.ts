/** Creates a stand-in for a file function that browsers do not support: it throws and names the alternative. */
export const withoutFiles =
  (name: string, advice: string): (() => never) =>
  () => {
    throw new Error(`${name}: expected Node, Bun or Deno, received a page, which has no files. ${advice}`)
  }
