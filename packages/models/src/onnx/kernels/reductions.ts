import { axesOf, type Converter, type Kernel } from '../kernel.ts'

const only = ({ inputs }: Kernel) => Object.values(inputs)[0]!
const axesIn = ({ attrs }: Kernel, rank: number) => axesOf(attrs.axis ?? attrs.reductionIndices, rank)

const reduction =
  (operator: string): Converter =>
  (kernel) => {
    const { graph, attrs } = kernel
    const { view, shape, name } = only(kernel)
    const axes = axesIn(kernel, shape.length)
    if (axes.length === 0) return name
    const keepdims = attrs.keepDims ? 1 : 0
    const all = axes.length === shape.length
    // Over the axes of an image, the order of which does not matter afterwards: channels stay last.
    const inside =
      view.order &&
      !keepdims &&
      !axes.includes(0) &&
      axes.length === shape.length - 2 &&
      !axes.includes(shape.length - 1)
    const [from, over] = inside ? [view.name, axes.map((axis) => axis + 1)] : [name, axes]
    return graph.node(operator, all && !keepdims ? [from] : [from, graph.integers(over)], { keepdims })
  }

/** Of bools, which ONNX does not reduce. */
const logical =
  (operator: string): Converter =>
  (kernel) => {
    const { graph, attrs } = kernel
    const { shape, name } = only(kernel)
    const numbers = graph.node('Cast', [name], { to: 6 })
    const axes = graph.integers(axesIn(kernel, shape.length))
    return graph.node('Cast', [graph.node(operator, [numbers, axes], { keepdims: attrs.keepDims ? 1 : 0 })], { to: 9 })
  }

const place =
  (operator: string): Converter =>
  (kernel) => {
    const { graph } = kernel
    const { shape, name } = only(kernel)
    const [axis] = axesIn(kernel, shape.length)
    return graph.node('Cast', [graph.node(operator, [name], { axis: axis!, keepdims: 0 })], { to: 6 })
  }

/** Sums, means, extremes and their places. */
export const reductions: Readonly<Record<string, Converter>> = {
  All: logical('ReduceMin'),
  Any: logical('ReduceMax'),
  ArgMax: place('ArgMax'),
  ArgMin: place('ArgMin'),
  Max: reduction('ReduceMax'),
  Mean: reduction('ReduceMean'),
  Min: reduction('ReduceMin'),
  Prod: reduction('ReduceProd'),
  Sum: reduction('ReduceSum'),
  Cumsum: (kernel) => {
    const { graph, attrs } = kernel
    const { shape, name } = only(kernel)
    const [axis] = axesIn(kernel, shape.length)
    return graph.node('CumSum', [name, graph.scalar(axis!, 'int32')], {
      exclusive: attrs.exclusive ? 1 : 0,
      reverse: attrs.reverse ? 1 : 0,
    })
  },
  TopK: (kernel) => {
    const { graph, attrs } = kernel
    const [values, places] = graph.nodeOf(2, 'TopK', [only(kernel).name, graph.integers([attrs.k as number])], {
      sorted: attrs.sorted === false ? 0 : 1,
    })
    return [values!, graph.node('Cast', [places!], { to: 6 })]
  },
}
