import { type DataType, engine, findBackend, type TensorInfo, util, version_core } from '@tensorflow/tfjs-core'
import type { WasmBackend } from '../wasm/native/wasm-backend.ts'

/*
 * Everything that captured steps use of TensorFlow.js beyond its documented interface, all in this file, checked against
 * 4.22.0 (tfjs-core/dist/engine.js, tfjs-backend-wasm/dist/backend_wasm.js):
 *
 * | private                                      | what for                                                         |
 * |----------------------------------------------|------------------------------------------------------------------|
 * | `BackendWasm.dataIdMap` → `memoryOffset`     | where a tensor's numbers lie                                     |
 * | `dataIdMap` → `id`, `dataIdNextNumber`       | the numbers under which the C++ kernels know tensors             |
 * | `wasm.tfjs.registerTensor`, `.disposeData`   | tell the C++ kernels of memory that a program owns               |
 * | `BackendWasm.write`, reached by `makeOutput` | kernels ask for their outputs here: a view of the backend,       |
 * |                                              | made with `Object.create`, answers with memory of the program    |
 * | `BackendWasm.refCount`                       | whether anybody else holds the numbers of a weight               |
 * | `Engine.registeredVariables`                 | whether a tensor that a step reads is a variable                 |
 */

/** What this file knows of a tensor in the backend's memory. */
export type TensorRecord = {
  /** The number under which C++ kernels know it. */
  readonly id: number
  readonly memoryOffset: number
  readonly shape: readonly number[]
  readonly dtype: DataType
  refCount: number
}

/** The wasm backend with what is private to it. */
export type OpenWasmBackend = WasmBackend & {
  readonly wasm: WasmBackend['wasm'] & {
    readonly HEAPU8: Uint8Array
    readonly tfjs: {
      registerTensor(id: number, size: number, address: number): void
      disposeData(id: number): void
    }
  }
  dataIdNextNumber: number
}

const members = ['dataIdMap', 'dataIdNextNumber', 'write', 'makeOutput', 'refCount', 'typedArrayFromHeap'] as const

/** The running wasm backend with its private parts, or a sentence why they cannot be relied on. */
export function openWasmBackend(): OpenWasmBackend | string {
  const backend = findBackend('wasm') as OpenWasmBackend | null
  if (backend === null) return 'the wasm backend is not running'
  const missing = members.filter((name) => !(name in backend))
  const { tfjs, HEAPU8 } = (backend.wasm ?? {}) as Partial<OpenWasmBackend['wasm']>
  if (!version_core.startsWith('4.') || missing.length > 0 || !tfjs?.registerTensor || !HEAPU8) {
    return `TensorFlow.js ${version_core} differs inside from 4.22.0, for which capturing was written. Update dlw`
  }
  return backend
}

/** Tells C++ kernels of a tensor at an address that is not the backend's own. */
export function registerAt(
  backend: OpenWasmBackend,
  address: number,
  shape: readonly number[],
  dtype: DataType,
): TensorRecord {
  const id = backend.dataIdNextNumber++
  backend.wasm.tfjs.registerTensor(id, util.sizeFromShape([...shape]), address)
  return { id, memoryOffset: address, shape, dtype, refCount: 1 }
}

/**
 * Lets C++ kernels forget a tensor, and all that they keep for it, such as weights packed for XNNPACK. Those of a backend
 * that was removed are gone.
 */
export function unregister(backend: OpenWasmBackend, { id }: TensorRecord): void {
  backend.wasm?.tfjs.disposeData(id)
}

/** Lets C++ kernels forget what they keep for a tensor whose numbers have changed. */
export function refresh(backend: OpenWasmBackend, { id, memoryOffset, shape }: TensorRecord): void {
  backend.wasm.tfjs.disposeData(id)
  backend.wasm.tfjs.registerTensor(id, util.sizeFromShape([...shape]), memoryOffset)
}

/** How many hold the numbers of a tensor, the engine's own count. */
export function holders(backend: OpenWasmBackend, { dataId }: { dataId: TensorInfo['dataId'] }): number {
  return backend.refCount(dataId)
}

/** The numbers of all variables that exist, to tell them from constants. */
export function variableData(): ReadonlySet<object> {
  return new Set(Object.values(engine().registeredVariables).map(({ dataId }) => dataId))
}
