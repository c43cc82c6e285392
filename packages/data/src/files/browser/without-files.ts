/** A function of files that pages do not have: it throws, and says what to use in its place. */
export const withoutFiles =
  (name: string, advice: string): (() => never) =>
  () => {
    throw new Error(`${name}: expected Node, Bun or Deno, received a page, which has no files. ${advice}`)
  }
