import { getKernelsForBackend, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core'

/** One call of a kernel. */
export type KernelCall = Parameters<KernelFunc>[0]

/** Sees the kernels that run with one backend object, and runs them or not. */
export interface KernelObserver {
  kernel(name: string, call: KernelCall, kernelFunc: KernelFunc): ReturnType<KernelFunc>
}

const observers = new WeakMap<object, KernelObserver>()

/** The kernels that an observer sees, and what they were before. */
const originals = new WeakMap<KernelFunc, KernelFunc>()

/**
 * Registers each kernel of the wasm backend once more, so that an observer sees its calls. Without one, a call costs one
 * look into a WeakMap.
 */
export function registerObservableKernels(): void {
  for (const kernel of getKernelsForBackend('wasm')) {
    const { kernelName, kernelFunc } = kernel
    if (originals.has(kernelFunc)) continue
    const observed: KernelFunc = (call) => {
      const observer = observers.get(call.backend as object)
      return observer === undefined ? kernelFunc(call) : observer.kernel(kernelName, call, kernelFunc)
    }
    originals.set(observed, kernelFunc)
    unregisterKernel(kernelName, 'wasm')
    registerKernel({ ...kernel, kernelFunc: observed })
  }
}

/** Shows an observer the kernels that `body` runs with `backend`. */
export function observe<Result>(backend: object, observer: KernelObserver, body: () => Result): Result {
  const before = observers.get(backend)
  observers.set(backend, observer)
  try {
    return body()
  } finally {
    if (before === undefined) observers.delete(backend)
    else observers.set(backend, before)
  }
}

/** The observer of a backend at the moment. */
export function observerOf(backend: object): KernelObserver | undefined {
  return observers.get(backend)
}

/** A kernel without its observer; undefined for one that others registered later, whose calls nobody sees. */
export function unobserved(kernelFunc: KernelFunc | undefined): KernelFunc | undefined {
  return kernelFunc && originals.get(kernelFunc)
}

/** The name of a kernel of the wasm backend whose calls nobody sees, as others registered it, if there is one. */
export function unseenKernel(): string | undefined {
  return getKernelsForBackend('wasm').find(({ kernelFunc }) => !originals.has(kernelFunc))?.kernelName
}
