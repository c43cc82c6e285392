import { createRequire } from 'node:module'
import { lendGlobals } from '../lend-globals.ts'

/**
 * Lends the globals of a CommonJS module to code that expects them: tfjs's wasm code asks for `__dirname` and `require`
 * in Node, and a bundler that makes an ES module of it leaves both undefined.
 */
export async function withCommonJs<Result>(start: () => Promise<Result>): Promise<Result> {
  return lendGlobals({ __dirname: process.cwd(), require: createRequire(`${process.cwd()}/`) }, start)
}
