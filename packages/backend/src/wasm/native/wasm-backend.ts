import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core'

/** What the kernels use of tfjs's wasm backend; its own declarations are not exported. */
export type WasmBackend = KernelBackend & {
  readonly wasm: {
    readonly asm: Readonly<Record<string, unknown>>
    readonly wasmMemory?: WebAssembly.Memory
    _malloc(bytes: number): number
    _free(address: number): void
  }
  numDataIds(): number
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } }
  typedArrayFromHeap(tensor: TensorInfo): Float32Array
  makeOutput(shape: number[], dtype: DataType): TensorInfo
}

/** Where a tensor's numbers lie in the backend's memory. */
export function addressOf(backend: WasmBackend, { dataId }: TensorInfo): number {
  return backend.dataIdMap.get(dataId).memoryOffset
}

/** Makes a float32 tensor of which the kernel fills every element. */
export function makeOutput(backend: WasmBackend, shape: readonly number[]): TensorInfo {
  return backend.makeOutput([...shape], 'float32')
}
