/** Modules of Node by their names, where there are any. */
type Builtins = { getBuiltinModule?(name: string): unknown }

/**
 * Does nothing in a page. In a program that was bundled for pages and runs in Node, it lends the globals that tfjs's
 * wasm code asks for there; no bundler sees which modules they reach.
 */
export async function withCommonJs<Result>(start: () => Promise<Result>): Promise<Result> {
  const { process } = globalThis as { process?: Builtins }
  if (process?.getBuiltinModule === undefined) return start()
  const lent: Record<string, unknown> = { __dirname: '/', require: (name: string) => process.getBuiltinModule?.(name) }
  const names = Object.keys(lent).filter((name) => !(name in globalThis))
  for (const name of names) Object.defineProperty(globalThis, name, { value: lent[name], configurable: true })
  try {
    return await start()
  } finally {
    for (const name of names) Reflect.deleteProperty(globalThis, name)
  }
}
