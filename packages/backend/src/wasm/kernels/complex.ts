import { type DataId, type DataType, getKernel, type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core'
import type { WasmBackend } from '../native/wasm-backend.ts'
import { ownCpu } from './cpu-kernel.ts'

/**
 * Kernels for complex numbers, which tfjs's wasm backend does not have: without them there is no `tf.spectral.rfft` and no
 * `tf.signal.stft`. On the heap, a complex tensor is a list of pairs; the cpu backend's kernels transform it.
 */
export const complexKernels = (): Readonly<Record<string, KernelFunc>> => ({
  Complex: ({ inputs, backend }) => {
    const [real, imaginary] = [inputs.real, inputs.imag] as [TensorInfo, TensorInfo]
    const wasm = backend as WasmBackend
    const output = wasm.makeOutput([...real.shape], 'complex64')
    setPairs(wasm, output, wasm.typedArrayFromHeap(real), wasm.typedArrayFromHeap(imaginary))
    return output
  },
  ComplexAbs: perPair('x', Math.hypot),
  FFT: transformed('FFT'),
  IFFT: transformed('IFFT'),
  Imag: perPair('input', (_, imaginary) => imaginary),
  Real: perPair('input', (real) => real),
})

/** Lets complex tensors be read: as pairs, like on the other backends. */
export function readComplex(backend: WasmBackend): void {
  const entries = backend.dataIdMap as unknown as { get(id: DataId): { dtype: DataType; shape: number[] } | undefined }
  const readSync = backend.readSync.bind(backend) as (id: DataId, ...range: unknown[]) => Float32Array
  const read = (id: DataId, ...range: unknown[]): Float32Array => {
    const entry = entries.get(id)
    if (entry?.dtype !== 'complex64') return readSync(id, ...range)
    return pairsOf(backend, { dataId: id, shape: entry.shape, dtype: 'complex64' }).slice()
  }
  Object.assign(backend, { readSync: read })
}

function pairsOf(wasm: WasmBackend, { dataId, shape }: TensorInfo): Float32Array {
  return wasm.typedArrayFromHeap({ dataId, shape: [2 * util.sizeFromShape(shape)], dtype: 'float32' })
}

function setPairs(wasm: WasmBackend, output: TensorInfo, real: Float32Array, imaginary: Float32Array): void {
  const pairs = pairsOf(wasm, output)
  for (let index = 0; index < real.length; index += 1) {
    pairs[2 * index] = real[index]!
    pairs[2 * index + 1] = imaginary[index]!
  }
}

/** A kernel that makes a number of each complex one. */
function perPair(name: string, run: (real: number, imaginary: number) => number): KernelFunc {
  return ({ inputs, backend }) => {
    const input = inputs[name] as TensorInfo
    const wasm = backend as WasmBackend
    const output = wasm.makeOutput([...input.shape], 'float32')
    const pairs = pairsOf(wasm, input)
    const values = wasm.typedArrayFromHeap(output)
    for (let index = 0; index < values.length; index += 1) values[index] = run(pairs[2 * index]!, pairs[2 * index + 1]!)
    return output
  }
}

/**
 * A kernel of the cpu backend from complex numbers to complex numbers of the same shape. That kernel is looked up when it
 * is called, so that bundles may leave it out.
 */
function transformed(kernelName: string): KernelFunc {
  const cpu = ownCpu()
  return ({ inputs, backend }) => {
    const [join, transform] = ['Complex', kernelName].map((name) => getKernel(name, 'cpu').kernelFunc)
    const input = inputs.input as TensorInfo
    const wasm = backend as WasmBackend
    const pairs = pairsOf(wasm, input)
    const part = (offset: number) =>
      cpu.makeTensorInfo(
        [...input.shape],
        'float32',
        Float32Array.from({ length: pairs.length / 2 }, (_, index) => pairs[2 * index + offset]!),
      )
    const [real, imag] = [part(0), part(1)]
    const joined = join!({ inputs: { real, imag }, backend: cpu }) as TensorInfo
    const result = transform!({ inputs: { input: joined }, backend: cpu }) as TensorInfo
    const output = wasm.makeOutput([...result.shape], 'complex64')
    const parts = cpu.data.get(result.dataId as DataId).complexTensorInfos!
    const values = ({ dataId }: TensorInfo) => cpu.data.get(dataId as DataId).values as Float32Array
    setPairs(wasm, output, values(parts.real), values(parts.imag))
    for (const info of [real, imag, joined, result]) cpu.disposeIntermediateTensorInfo(info)
    return output
  }
}
