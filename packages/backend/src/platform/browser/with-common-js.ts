import { lendGlobals } from '../lend-globals.ts'

/** Modules of Node by their names, where there are any. */
type Builtins = { getBuiltinModule?(name: string): unknown }

/**
 * Does nothing in a page. In a program that was bundled for pages and runs in Node, it lends the globals that tfjs's
 * wasm code asks for there; no bundler sees which modules they reach.
 */
export async function withCommonJs<Result>(start: () => Promise<Result>): Promise<Result> {
  const { process } = globalThis as { process?: Builtins }
  if (process?.getBuiltinModule === undefined) return start()
  return lendGlobals({ __dirname: '/', require: (name: string) => process.getBuiltinModule?.(name) }, start)
}
