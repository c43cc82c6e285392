import { createRequire } from 'node:module'

/**
 * Lends the globals of a CommonJS module to code that expects them: tfjs's wasm code asks for `__dirname` and `require`
 * in Node, and a bundler that makes an ES module of it leaves both undefined.
 */
export async function withCommonJs<Result>(start: () => Promise<Result>): Promise<Result> {
  const lent: Record<string, unknown> = {
    __dirname: process.cwd(),
    require: createRequire(`${process.cwd()}/`),
  }
  const names = Object.keys(lent).filter((name) => !(name in globalThis))
  for (const name of names) Object.defineProperty(globalThis, name, { value: lent[name], configurable: true })
  try {
    return await start()
  } finally {
    for (const name of names) Reflect.deleteProperty(globalThis, name)
  }
}
