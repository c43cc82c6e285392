import { isNode } from '../is-node.ts'

/** Where tfjs finds each of its binaries. */
type WasmBinaries = Record<`tfjs-backend-wasm${'' | '-simd' | '-threaded-simd'}.wasm`, string>

/**
 * In Node, the files of the installed package; elsewhere, what the bundler made of them. The built package carries them
 * inside, so that no bundler has to be told.
 */
export async function wasmBinaries(): Promise<WasmBinaries> {
  const [simd, threaded] = isNode() ? await installed() : await bundled()
  // Without SIMD our kernels cannot work either, so the third is never fetched.
  return {
    'tfjs-backend-wasm.wasm': simd,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threaded,
  }
}

async function installed(): Promise<[simd: string, threaded: string]> {
  const { createRequire } = await import('node:module')
  const { resolve } = createRequire(import.meta.url)
  const folder = '@tensorflow/tfjs-backend-wasm/wasm-out'
  return [resolve(`${folder}/tfjs-backend-wasm-simd.wasm`), resolve(`${folder}/tfjs-backend-wasm-threaded-simd.wasm`)]
}

async function bundled(): Promise<[simd: string, threaded: string]> {
  // `as string` keeps the type checker from looking for a declaration of these addresses.
  const modules = await Promise.all([
    import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url' as string),
    import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url' as string),
  ])
  const [simd, threaded] = modules.map((module) => new URL((module as { default: string }).default, location.href).href)
  return [simd!, threaded!]
}
