import { type Dimension, fixedSizes, sameShape } from '../dimension.ts'
import type { View } from '../graph.ts'
import type { Converter, Kernel, Operand } from '../kernel.ts'
import { activate } from './elementwise.ts'

/** An operand of a product without a first axis of one, where it was a matrix before that was added. */
function matrixOf(operand: Operand, { graph }: Kernel): View | undefined {
  const { shape, constant, value, dtype } = operand
  if (shape.length !== 3 || shape[0] !== 1) return undefined
  const matrix = shape.slice(1)
  const sizes = fixedSizes(matrix)
  if (constant && sizes) {
    const make = () => graph.tensor(constant.name ?? `${graph.path}/matrix`, dtype as 'float32', sizes, constant.values)
    return { name: graph.once(`${value} as a matrix`, make), shape: matrix }
  }
  const { view } = operand
  return view.order || !sameShape(view.shape, matrix) ? undefined : { name: view.name, shape: matrix }
}

const product: Converter = (kernel) => {
  const { graph, inputs, attrs, outputs, refuse } = kernel
  const { a, b, bias } = inputs
  const matrices = [matrixOf(a!, kernel), matrixOf(b!, kernel)]
  const isFlat = matrices.every((matrix) => matrix)
  const [left, right] = isFlat
    ? (matrices as [View, View])
    : ([a!, b!].map(({ name, shape }): View => ({ name, shape })) as [View, View])
  const turned = ({ name, shape }: View, isTurned: unknown) => {
    const order = shape.map((_, axis) => axis)
    return isTurned ? graph.transpose(name, [...order.slice(0, -2), ...order.slice(-2).reverse()]) : name
  }
  let result = graph.node('MatMul', [turned(left, attrs.transposeA), turned(right, attrs.transposeB)])
  if (bias) result = graph.node('Add', [result, bias.name])
  const active = activate(graph, result, attrs.activation, attrs.leakyreluAlpha as number | undefined)
  if (active === undefined) throw refuse(`has the activation ${attrs.activation}`)
  const shape: readonly Dimension[] = isFlat ? outputs[0]!.shape.slice(1) : outputs[0]!.shape
  return { name: active, shape }
}

/** Matrix products. */
export const products: Readonly<Record<string, Converter>> = { BatchMatMul: product, _FusedMatMul: product }
