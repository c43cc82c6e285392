/**
 * The address of tfjs's wasm binary as the bundler made it. `as string` keeps the type checker from looking for a
 * declaration.
 */
export async function wasmAddress(shared: boolean): Promise<string> {
  const { default: address } = (await (shared
    ? import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url' as string)
    : import('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url' as string))) as {
    default: string
  }
  if (address.startsWith('data:')) return address
  return new URL(address, (globalThis as { location?: Location }).location?.href).href
}
