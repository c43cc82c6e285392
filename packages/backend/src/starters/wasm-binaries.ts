import { isNode } from '../is-node.ts'

/** Where tfjs finds each of its binaries. */
type WasmBinaries = Record<`tfjs-backend-wasm${'' | '-simd' | '-threaded-simd'}.wasm`, string>

/**
 * In Node, the file of the installed package; elsewhere, what the bundler made of it. The built package carries it
 * inside, so that no bundler has to be told.
 *
 * @param shared Whether the one with shared memory is wanted; it stands in for the other two, which are then not asked
 * for. Without SIMD our kernels cannot work, so the third never is.
 */
export async function wasmBinaries(shared: boolean): Promise<WasmBinaries> {
  const file = isNode() ? await installed(shared) : await bundled(shared)
  return {
    'tfjs-backend-wasm.wasm': file,
    'tfjs-backend-wasm-simd.wasm': file,
    'tfjs-backend-wasm-threaded-simd.wasm': file,
  }
}

async function installed(shared: boolean): Promise<string> {
  const { createRequire } = await import('node:module')
  const name = shared ? 'tfjs-backend-wasm-threaded-simd.wasm' : 'tfjs-backend-wasm-simd.wasm'
  return createRequire(import.meta.url).resolve(`@tensorflow/tfjs-backend-wasm/wasm-out/${name}`)
}

async function bundled(shared: boolean): Promise<string> {
  // `as string` keeps the type checker from looking for a declaration of these addresses.
  const { default: address } = (await (shared
    ? import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url' as string)
    : import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url' as string))) as {
    default: string
  }
  return new URL(address, location.href).href
}
