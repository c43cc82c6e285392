import { wasmAddress } from '#wasm-address'
import { isNode } from './is-node.ts'

/** Where tfjs finds each of its binaries. */
type WasmBinaries = Record<`tfjs-backend-wasm${'' | '-simd' | '-threaded-simd'}.wasm`, string>

/**
 * Where tfjs's binary is: in the built package inside one of its modules, so that no bundler has to be told of a file.
 *
 * @param shared Whether the one with shared memory is wanted; it stands in for the other two, which are then not asked
 * for. Without SIMD our kernels cannot work, so the third never is.
 * @returns The files, and whether tfjs is to fetch them itself. In Node its loader would look for a file; in browsers the
 * loader does it, and says so when it cannot, where tfjs would wait for ever.
 */
export async function wasmBinaries(shared: boolean): Promise<{ files: WasmBinaries; fetched: boolean }> {
  const file = await wasmAddress(shared)
  return {
    files: {
      'tfjs-backend-wasm.wasm': file,
      'tfjs-backend-wasm-simd.wasm': file,
      'tfjs-backend-wasm-threaded-simd.wasm': file,
    },
    fetched: isNode() && /^(data|blob):/.test(file),
  }
}
