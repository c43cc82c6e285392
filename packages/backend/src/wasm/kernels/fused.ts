import type { KernelFunc, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core'
import type { WasmBackend } from '../native/wasm-backend.ts'
import { runKernel } from './run-kernel.ts'

type Attributes = { readonly activation: string; readonly leakyreluAlpha?: number }

/** tfjs's names of what may follow, and the kernels that do it. */
const activations: Readonly<Record<string, string>> = {
  elu: 'Elu',
  leakyrelu: 'LeakyRelu',
  prelu: 'Prelu',
  relu: 'Relu',
  relu6: 'Relu6',
  sigmoid: 'Sigmoid',
}

/**
 * A product or convolution with its bias and activation, of kernels that use all threads: tfjs gives the whole to
 * XNNPACK, which in Node has one. A network then predicts with the digits with which it was trained, too.
 */
export const fused =
  (product: 'BatchMatMul' | 'Conv2D'): KernelFunc =>
  ({ inputs, attrs, backend: anyBackend }) => {
    const backend = anyBackend as WasmBackend
    const { bias, preluActivationWeights, ...operands } = inputs
    const { activation, leakyreluAlpha } = attrs as unknown as Attributes
    const then = (name: string, operand: string, more: NamedTensorInfoMap, options: object) => {
      const before = result
      result = runKernel(backend, name, { [operand]: before, ...more }, options)
      backend.disposeData(before.dataId)
    }
    let result: TensorInfo = runKernel(backend, product, operands, attrs!)
    if (bias) then('Add', 'a', { b: bias }, {})
    if (activation === 'linear') return result
    const name = activations[activation]
    if (name === undefined) {
      throw new TypeError(
        `${product}: expected the activation linear or one of ${Object.keys(activations).join(', ')}, received activation=${activation}. Apply it in a layer of its own.`,
      )
    }
    if (activation === 'prelu') then(name, 'x', { alpha: preluActivationWeights! }, {})
    else then(name, 'x', {}, { alpha: leakyreluAlpha })
    return result
  }
