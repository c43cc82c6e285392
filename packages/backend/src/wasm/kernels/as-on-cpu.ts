import { backend_util, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import type { WasmBackend } from '../native/wasm-backend.ts'
import { cpuKernel } from './cpu-kernel.ts'

type Call = Parameters<KernelFunc>[0]

/** Gives the calls that tfjs's kernel computes wrong to the cpu backend's kernel, which is right and slower. */
export function asOnCpu(kernelName: string, isWrong: (call: Call) => boolean): (tfjs: KernelFunc) => KernelFunc {
  const cpu = cpuKernel(kernelName)
  return (tfjs) => (call) => (isWrong(call) ? cpu(call) : tfjs(call))
}

/** Whether an input holds something that is not a number, which SIMD's minimum and maximum take for the other one. */
export function holdsNaN({ inputs, backend }: Call): boolean {
  return Object.values(inputs).some((input) => {
    if (input?.dtype !== 'float32') return false
    const values = (backend as WasmBackend).typedArrayFromHeap(input)
    for (let index = 0; index < values.length; index += 1) if (Number.isNaN(values[index])) return true
    return false
  })
}

/** Whether an input is of whole numbers: tfjs's kernel takes their bits for those of fractions. */
export function holdsIntegers({ inputs }: Call): boolean {
  return Object.values(inputs).some((input) => input?.dtype === 'int32')
}

/** Whether the steps are longer than the window: then tfjs's kernel leaves out what it should see. */
export function stepsOver({ inputs, attrs }: Call): boolean {
  const { strides } = attrs as unknown as { strides: number | [number, number] }
  const [height, width] = (inputs.filter as TensorInfo).shape as [number, number]
  const [down, right] = [strides].flat() as [number, number | undefined]
  return down > height || (right ?? down) > width
}

/** Casts to bool by zero or not; tfjs copies the lowest byte, so that 2 stays 2 and 256 is false. */
export function castToFlags(tfjs: KernelFunc): KernelFunc {
  const cpu = cpuKernel('Cast')
  return (call) => {
    const { dtype } = call.attrs as unknown as { dtype: string }
    return dtype === 'bool' && (call.inputs.x as TensorInfo).dtype !== 'bool' ? cpu(call) : tfjs(call)
  }
}

/** Refuses windows that are larger than the image, for which tfjs's kernel reads beyond its end. */
export function withinImage(kernelName: string): (tfjs: KernelFunc) => KernelFunc {
  return (tfjs) => (call) => {
    const { filterSize, strides, pad, dimRoundingMode } = call.attrs as unknown as {
      filterSize: [number, number]
      strides: [number, number]
      pad: 'valid'
      dimRoundingMode?: 'floor'
    }
    const { shape } = call.inputs.x as TensorInfo
    const four = shape as [number, number, number, number]
    const { outHeight, outWidth } = backend_util.computePool2DInfo(four, filterSize, strides, 1, pad, dimRoundingMode)
    if (!(outHeight > 0 && outWidth > 0)) {
      throw new RangeError(
        `${kernelName}: expected windows within the image, received poolSize=[${[filterSize].flat()}] for shape=[${shape}]. Take smaller windows or padding 'same'.`,
      )
    }
    return tfjs(call)
  }
}
