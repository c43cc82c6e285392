import { isNode } from './is-node.ts'

/** Where tfjs finds each of its binaries. */
type WasmBinaries = Record<`tfjs-backend-wasm${'' | '-simd' | '-threaded-simd'}.wasm`, string>

/**
 * In Node, the file of the installed package; elsewhere, what the bundler made of it. The built package carries it
 * inside, so that no bundler has to be told; that copy also serves a Node program that was bundled and moved.
 *
 * @param shared Whether the one with shared memory is wanted; it stands in for the other two, which are then not asked
 * for. Without SIMD our kernels cannot work, so the third never is.
 * @returns The files, and whether tfjs is to fetch them itself. Only a bundled Node program needs that: in browsers the
 * binary's own loader does it, and says so when it cannot, where tfjs would wait for ever.
 */
export async function wasmBinaries(shared: boolean): Promise<{ files: WasmBinaries; fetched: boolean }> {
  const path = isNode() ? await installed(shared) : undefined
  const file = path ?? (await bundled(shared))
  return {
    files: {
      'tfjs-backend-wasm.wasm': file,
      'tfjs-backend-wasm-simd.wasm': file,
      'tfjs-backend-wasm-threaded-simd.wasm': file,
    },
    fetched: isNode() && path === undefined,
  }
}

async function installed(shared: boolean): Promise<string | undefined> {
  const { createRequire } = await import('node:module')
  const name = shared ? 'tfjs-backend-wasm-threaded-simd.wasm' : 'tfjs-backend-wasm-simd.wasm'
  try {
    return createRequire(import.meta.url).resolve(`@tensorflow/tfjs-backend-wasm/wasm-out/${name}`)
  } catch {
    return undefined
  }
}

async function bundled(shared: boolean): Promise<string> {
  // `as string` keeps the type checker from looking for a declaration of these addresses.
  const { default: address } = (await (shared
    ? import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url' as string)
    : import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url' as string))) as {
    default: string
  }
  return new URL(address, (globalThis as { location?: Location }).location?.href).href
}
