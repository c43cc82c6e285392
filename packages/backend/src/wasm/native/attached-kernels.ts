import { startHelper } from '#platform'
import { bytesFromBase64 } from './bytes-from-base64.ts'
import { controlBytes, DirectKernels, parameterBytes } from './direct-kernels.ts'
import type { Exports, NativeKernels } from './native-kernels.ts'
import type { WasmBackend } from './wasm-backend.ts'

/** MAY_SLEEP of assembly/threads.ts. */
const maySleepWord = 6

/** The smallest module with a relaxed multiply-add. */
const relaxedProbe = 'AGFzbQEAAAABBgFgAXsBewMCAQAKDQELACAAIAAgAP2FAgs='

/** One set of kernels for each wasm backend that was started; forgotten with it. */
const attached = new WeakMap<object, DirectKernels>()

/** Kernels other than the backend's own, for views of a backend that record. */
const replaced = new WeakMap<object, NativeKernels>()

/** The kernels that work in this backend's memory, or undefined before {@link attachNativeKernels}. */
export function nativeKernels(backend: object): DirectKernels | undefined {
  return attached.get(backend)
}

/** Lets the kernels that `body` runs with `view`, in place of the backend, use these. */
export function withKernels<Result>(view: object, kernels: NativeKernels, body: () => Result): Result {
  const before = replaced.get(view)
  replaced.set(view, kernels)
  try {
    return body()
  } finally {
    if (before === undefined) replaced.delete(view)
    else replaced.set(view, before)
  }
}

/**
 * The kernels that work in this backend's memory.
 *
 * @throws Error if none do: the backend was started again without them.
 */
export function requireKernels(backend: object): NativeKernels {
  const kernels = attached.get(backend) ?? replaced.get(backend)
  if (kernels === undefined) {
    throw new Error(
      'wasm backend: expected its training kernels, received none. Call useBackend() or registerTrainingKernels() after starting it.',
    )
  }
  return kernels
}

/**
 * Compiles our kernels for this engine and sets them to work in the memory of `backend`.
 *
 * @param threads How many threads are to compute; more than 1 needs the backend's threaded binary.
 */
export async function attachNativeKernels(backend: WasmBackend, threads: number): Promise<DirectKernels> {
  const present = attached.get(backend)
  if (present !== undefined) return present
  const memory = backend.wasm.wasmMemory ?? (backend.wasm.asm.memory as WebAssembly.Memory)
  const shared = typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer
  const module = await compile(shared)
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } })
  const control = backend.wasm._malloc(controlBytes + parameterBytes) >>> 0
  const words = new Int32Array(memory.buffer, control, controlBytes / 4).fill(0)
  // The thread of a page must not sleep; every other may.
  words[maySleepWord] = typeof document === 'undefined' ? 1 : 0
  const slots = Array.from({ length: shared ? threads - 1 : 0 }, (_, index) => index + 1)
  const helpers = await Promise.all(slots.map((slot) => startHelper({ module, memory, control, slot })))
  const kernels = new DirectKernels({ backend, memory, exports: exports as Exports, control, helpers })
  attached.set(backend, kernels)
  return kernels
}

/** With relaxed SIMD where the engine has it: a multiply-add is one instruction then. Only one kind is loaded. */
async function compile(shared: boolean): Promise<WebAssembly.Module> {
  const binaries = WebAssembly.validate(bytesFromBase64(relaxedProbe))
    ? await import('./relaxed-binaries.ts')
    : await import('./plain-binaries.ts')
  return WebAssembly.compile(bytesFromBase64(shared ? binaries.shared : binaries.alone))
}
