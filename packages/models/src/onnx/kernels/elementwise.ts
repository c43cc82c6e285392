import type { Dimension } from '../dimension.ts'
import type { Graph } from '../graph.ts'
import { type Converter, type Kernel, type Operand, placed } from '../kernel.ts'
import type { Attribute } from '../onnx-model.ts'

type Apply = (graph: Graph, name: string, kernel: Kernel) => string

/** A function of single numbers: the order of axes does not matter to it. */
const unary =
  (apply: Apply): Converter =>
  (kernel) => {
    const [operand] = Object.values(kernel.inputs)
    const { view } = operand!
    return { ...view, name: apply(kernel.graph, view.name, kernel) }
  }
const one = (operator: string, attributes: Readonly<Record<string, Attribute>> = {}): Converter =>
  unary((graph, name) => graph.node(operator, [name], attributes))
const attribute = ({ attrs }: Kernel, name: string, otherwise: number): number =>
  (attrs[name] as number | undefined) ?? otherwise

/** A function of pairs of numbers, broadcast. */
const binary =
  (apply: (graph: Graph, a: string, b: string) => string): Converter =>
  ({ graph, inputs, outputs: [output] }) => {
    const [a, b] = [inputs.a!, inputs.b!]
    const order = a.view.order ?? b.view.order
    const names = order && [a, b].map((operand) => inOrder(graph, operand, order, output!.shape))
    if (!names?.every((name) => name !== undefined)) return apply(graph, a.name, b.name)
    return { name: apply(graph, names[0]!, names[1]!), shape: placed(output!.shape, order!), order: order! }
  }
const two = (operator: string): Converter => binary((graph, a, b) => graph.node(operator, [a, b]))

/** The name of an operand whose axes lie in the graph in a given order, if there is one. */
function inOrder(
  graph: Graph,
  operand: Operand,
  order: readonly number[],
  shape: readonly Dimension[],
): string | undefined {
  const { view, constant } = operand
  if (view.order)
    return String(view.order) === String(order) && view.shape.length === order.length ? view.name : undefined
  return constant && forChannels(graph, operand, shape)
}

/** A constant for each channel, or one for all, as it is broadcast where the channels are the second axis. */
function forChannels(graph: Graph, operand: Operand, other: readonly Dimension[]): string | undefined {
  const { constant, shape, dtype, value } = operand
  const { values, name = `${graph.path}/constant` } = constant!
  if (shape.length === 0) return operand.name
  if (values.length !== shape.at(-1) || values.length !== other.at(-1)) return undefined
  const spread = [values.length, ...Array<number>(other.length - 2).fill(1)]
  return graph.once(`${value} for ${spread}`, () => graph.tensor(name, dtype as 'float32', spread, values))
}

/** `x` limited to a range. */
const clip = (graph: Graph, x: string, low: number, high: number): string =>
  graph.node('Clip', [x, graph.scalar(low), graph.scalar(high)])

/** Activations that are part of other kernels, too, by TensorFlow.js's names. */
export function activate(graph: Graph, name: string, activation: unknown, alpha = 0.2): string | undefined {
  if (activation === undefined || activation === null || activation === 'linear') return name
  if (activation === 'relu6') return clip(graph, name, 0, 6)
  if (activation === 'leakyrelu') return graph.node('LeakyRelu', [name], { alpha: { float: alpha } })
  const operator = { relu: 'Relu', elu: 'Elu', sigmoid: 'Sigmoid' }[activation as string]
  return operator && graph.node(operator, [name])
}

const compare =
  (operator: string, negate = false): Converter =>
  ({ graph, inputs: { a, b } }) => {
    const number = (operand: Operand) =>
      operand.dtype === 'bool' ? graph.node('Cast', [operand.name], { to: 6 }) : operand.name
    const result = graph.node(operator, [number(a!), number(b!)])
    return negate ? graph.node('Not', [result]) : result
  }
const rounded = (graph: Graph, a: string, b: string): string => graph.node('Floor', [graph.node('Div', [a, b])])
const isInfinite = (graph: Graph, x: string): string => graph.node('IsInf', [x])

/** Arithmetic, comparisons and functions of single numbers. */
export const elementwise: Readonly<Record<string, Converter>> = {
  Abs: one('Abs'),
  Acos: one('Acos'),
  Acosh: one('Acosh'),
  Asin: one('Asin'),
  Asinh: one('Asinh'),
  Atan: one('Atan'),
  Atanh: one('Atanh'),
  Ceil: one('Ceil'),
  Cos: one('Cos'),
  Cosh: one('Cosh'),
  Elu: one('Elu'),
  Erf: one('Erf'),
  Exp: one('Exp'),
  Floor: one('Floor'),
  Identity: unary((_, name) => name),
  IsNan: one('IsNaN'),
  Log: one('Log'),
  LogicalNot: one('Not'),
  Neg: one('Neg'),
  Reciprocal: one('Reciprocal'),
  Relu: one('Relu'),
  Round: one('Round'),
  Selu: one('Selu'),
  Sigmoid: one('Sigmoid'),
  Sign: one('Sign'),
  Sin: one('Sin'),
  Sinh: one('Sinh'),
  Softplus: one('Softplus'),
  Sqrt: one('Sqrt'),
  Tan: one('Tan'),
  Tanh: one('Tanh'),
  Expm1: unary((graph, x) => graph.node('Sub', [graph.node('Exp', [x]), graph.scalar(1)])),
  IsFinite: unary((graph, x) =>
    graph.node('Not', [graph.node('Or', [isInfinite(graph, x), graph.node('IsNaN', [x])])]),
  ),
  IsInf: unary(isInfinite),
  Log1p: unary((graph, x) => graph.node('Log', [graph.node('Add', [x, graph.scalar(1)])])),
  Relu6: unary((graph, x) => clip(graph, x, 0, 6)),
  Rsqrt: unary((graph, x) => graph.node('Reciprocal', [graph.node('Sqrt', [x])])),
  Square: unary((graph, x) => graph.node('Mul', [x, x])),
  ClipByValue: unary((graph, x, kernel) =>
    clip(graph, x, attribute(kernel, 'clipValueMin', 0), attribute(kernel, 'clipValueMax', 0)),
  ),
  LeakyRelu: unary((graph, x, kernel) =>
    graph.node('LeakyRelu', [x], { alpha: { float: attribute(kernel, 'alpha', 0.2) } }),
  ),
  Step: unary((graph, x, kernel) => {
    const below = graph.scalar(attribute(kernel, 'alpha', 0))
    const step = graph.node('Where', [graph.node('Greater', [x, graph.scalar(0)]), graph.scalar(1), below])
    return graph.node('Where', [graph.node('IsNaN', [x]), x, step])
  }),
  Cast: unary((graph, x, { attrs, refuse }) => {
    const to = { float32: 1, int32: 6, bool: 9 }[attrs.dtype as string]
    if (to === undefined) throw refuse(`casts to ${attrs.dtype}`)
    return graph.node('Cast', [x], { to })
  }),
  Add: two('Add'),
  Atan2: binary((graph, y, x) => {
    // The angle of the half plane x > 0, turned where x is negative.
    const zero = graph.scalar(0)
    const angle = graph.node('Atan', [graph.node('Div', [y, x])])
    const below = graph.node('Less', [y, zero])
    const turn = graph.node('Where', [below, graph.scalar(-Math.PI), graph.scalar(Math.PI)])
    const turned = graph.node('Where', [graph.node('Less', [x, zero]), graph.node('Add', [angle, turn]), angle])
    const origin = graph.node('And', [graph.node('Equal', [x, zero]), graph.node('Equal', [y, zero])])
    return graph.node('Where', [origin, zero, turned])
  }),
  FloorDiv: ({ graph, inputs: { a, b } }) => {
    const float = (operand: Operand) => graph.node('Cast', [operand.name], { to: 1 })
    return graph.node('Cast', [rounded(graph, float(a!), float(b!))], { to: 6 })
  },
  LogicalAnd: two('And'),
  LogicalOr: two('Or'),
  Maximum: two('Max'),
  Minimum: two('Min'),
  Mod: ({ graph, inputs: { a, b } }) => {
    if (a!.dtype === 'int32') return graph.node('Mod', [a!.name, b!.name])
    return graph.node('Sub', [a!.name, graph.node('Mul', [b!.name, rounded(graph, a!.name, b!.name)])])
  },
  Multiply: two('Mul'),
  Pow: two('Pow'),
  RealDiv: two('Div'),
  SquaredDifference: binary((graph, a, b) => {
    const difference = graph.node('Sub', [a, b])
    return graph.node('Mul', [difference, difference])
  }),
  Sub: two('Sub'),
  Equal: compare('Equal'),
  Greater: compare('Greater'),
  GreaterEqual: compare('GreaterOrEqual'),
  Less: compare('Less'),
  LessEqual: compare('LessOrEqual'),
  NotEqual: compare('Equal', true),
  AddN: ({ graph, inputs }) =>
    graph.node(
      'Sum',
      Object.values(inputs).map(({ name }) => name),
    ),
  Prelu: ({ graph, inputs: { x, alpha } }) => graph.node('PRelu', [x!.name, alpha!.name]),
  Select: ({ graph, inputs: { condition, t, e } }) => {
    if (t!.dtype !== 'bool') return graph.node('Where', [condition!.name, t!.name, e!.name])
    const [yes, no] = [t!, e!].map(({ name }) => graph.node('Cast', [name], { to: 6 })) as [string, string]
    return graph.node('Cast', [graph.node('Where', [condition!.name, yes, no])], { to: 9 })
  },
  Softmax: ({ graph, inputs: { logits }, attrs }) =>
    graph.node('Softmax', [logits!.name], { axis: (attrs.dim as number) ?? -1 }),
  LogSoftmax: ({ graph, inputs: { logits } }) => graph.node('LogSoftmax', [logits!.name], { axis: -1 }),
  FusedBatchNorm: ({ graph, inputs: { x, mean, variance, offset, scale }, attrs, refuse }) => {
    const given = [mean, variance, offset, scale].filter((operand) => operand !== undefined)
    if (!given.every(({ constant }) => constant)) throw refuse('normalises with statistics that depend on its input')
    const channels = x!.shape.at(-1) as number
    const epsilon = attribute({ attrs } as Kernel, 'varianceEpsilon', 1e-3)
    const at = (operand: Operand | undefined, index: number, otherwise: number) => {
      const values = operand?.constant?.values
      return values ? values[values.length === 1 ? 0 : index]! : otherwise
    }
    const factors = Float32Array.from(
      { length: channels },
      (_, index) => at(scale, index, 1) / Math.sqrt(at(variance, index, 1) + epsilon),
    )
    const shifts = factors.map((factor, index) => at(offset, index, 0) - at(mean, index, 0) * factor)
    const { view } = x!
    const spread = view.order ? [channels, ...Array<number>(x!.shape.length - 2).fill(1)] : [channels]
    const numbers = [factors, shifts].map((values, index) =>
      graph.tensor(`${graph.path}/${['factors', 'shifts'][index]}`, 'float32', spread, values),
    )
    const name = view.order ? view.name : x!.name
    const result = graph.node('Add', [graph.node('Mul', [name, numbers[0]!]), numbers[1]!])
    return view.order ? { ...view, name: result } : result
  },
}
