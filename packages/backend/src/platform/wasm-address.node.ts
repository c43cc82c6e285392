import { createRequire } from 'node:module'

/** The file of tfjs's wasm binary, for this package run from its sources; what is published carries it inside. */
export async function wasmAddress(shared: boolean): Promise<string> {
  const name = shared ? 'tfjs-backend-wasm-threaded-simd.wasm' : 'tfjs-backend-wasm-simd.wasm'
  try {
    return createRequire(import.meta.url).resolve(`@tensorflow/tfjs-backend-wasm/wasm-out/${name}`)
  } catch {
    return (await import('./wasm-address.ts')).wasmAddress(shared)
  }
}
