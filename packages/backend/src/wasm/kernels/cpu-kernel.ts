import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu'
import { type DataId, getKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import type { WasmBackend } from '../native/wasm-backend.ts'

/** What is used of it here; the class marks `firstUse` as its own affair. */
type CpuBackend = Pick<MathBackendCPU, 'makeTensorInfo' | 'data' | 'disposeIntermediateTensorInfo'>

/** A cpu backend of our own, which does not print its advertisement for tfjs-node at its first use. */
export const ownCpu = (): CpuBackend => Object.assign(new MathBackendCPU() as CpuBackend, { firstUse: false })

/** A kernel of the cpu backend, set to work on the tensors of the wasm backend, right on its heap. */
export function cpuKernel(kernelName: string): KernelFunc {
  const { kernelFunc } = getKernel(kernelName, 'cpu')
  const cpu = ownCpu()
  return ({ inputs, attrs, backend }) => {
    const wasm = backend as WasmBackend
    const copies: TensorInfo[] = []
    const moved: typeof inputs = {}
    for (const [name, input] of Object.entries(inputs)) {
      if (input === undefined) continue
      const copy = cpu.makeTensorInfo([...input.shape], input.dtype, wasm.typedArrayFromHeap(input))
      moved[name] = copy
      copies.push(copy)
    }
    const result = kernelFunc({ inputs: moved, backend: cpu, ...(attrs && { attrs }) }) as TensorInfo
    const output = wasm.makeOutput([...result.shape], result.dtype)
    wasm.typedArrayFromHeap(output).set(cpu.data.get(result.dataId as DataId).values as Float32Array)
    for (const copy of copies) cpu.disposeIntermediateTensorInfo(copy)
    cpu.disposeIntermediateTensorInfo(result)
    return output
  }
}
