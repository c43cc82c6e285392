import { fixedSizes } from './dimension.ts'
import { Graph, type View } from './graph.ts'
import type { Converter, Operand } from './kernel.ts'
import { convolutions } from './kernels/convolutions.ts'
import { elementwise } from './kernels/elementwise.ts'
import { products } from './kernels/products.ts'
import { reductions } from './kernels/reductions.ts'
import { shapes } from './kernels/shapes.ts'
import type { Call, Constant, Program, Traced } from './merge-traces.ts'
import type { OnnxNode, OnnxTensor, OnnxType } from './onnx-model.ts'

const converters: Readonly<Record<string, Converter>> = {
  ...convolutions,
  ...elementwise,
  ...products,
  ...reductions,
  ...shapes,
}

/**
 * Writes the kernels of a program as a graph of ONNX.
 *
 * @param refuse Makes the error for a layer with a kernel that ONNX does not have.
 */
export function writeProgram(
  { calls, constants, inputs, outputs }: Program,
  names: { inputs: readonly string[]; outputs: readonly string[] },
  refuse: (path: string, what: string) => Error,
): { nodes: readonly OnnxNode[]; tensors: readonly OnnxTensor[] } {
  const graph = new Graph(names.inputs)
  const reserved = new Map(outputs.map((_, index) => [index, graph.unique(names.outputs[index]!)]))
  const views = new Map<number, View>()
  for (const [index, { value, shape }] of inputs.entries()) views.set(value, { name: names.inputs[index]!, shape })
  const viewOf = ({ value, shape }: Traced): View => {
    const known = views.get(value)
    if (known) return known
    const view = { name: writeConstant(graph, constants.get(value)!), shape }
    views.set(value, view)
    return view
  }
  const operand = (traced: Traced): Operand => ({
    value: traced.value,
    shape: traced.shape,
    dtype: traced.dtype,
    constant: constants.get(traced.value),
    get view() {
      return viewOf(traced)
    },
    get name() {
      return graph.settle(viewOf(traced), traced.shape)
    },
  })
  for (const call of needed(calls, outputs)) {
    const { kernel, path, attrs } = call
    graph.path = path
    const converter = converters[kernel]
    if (!converter) throw refuse(path, `computes ${kernel}`)
    const given = Object.fromEntries(Object.entries(call.inputs).map(([name, one]) => [name, operand(one)]))
    const result = converter({
      graph,
      attrs,
      inputs: given,
      outputs: call.outputs,
      refuse: (what) => refuse(path, what),
    })
    const all = Array.isArray(result) ? (result as readonly string[]) : [result as string | View]
    for (const [index, output] of call.outputs.entries()) {
      const one = all[index]!
      views.set(output.value, typeof one === 'string' ? { name: one, shape: output.shape } : one)
    }
  }
  for (const [index, output] of outputs.entries()) {
    const name = reserved.get(index)!
    graph.nodes.push({
      name: graph.unique(`${name}/Identity`),
      operator: 'Identity',
      inputs: [operand(output).name],
      outputs: [name],
      attributes: {},
    })
  }
  return withoutUnused(graph)
}

/** Leaves out nodes whose results nobody reads, and numbers likewise. */
function withoutUnused({ nodes, tensors }: Graph): { nodes: OnnxNode[]; tensors: OnnxTensor[] } {
  const read = new Set<string>()
  const kept = nodes.toReversed().filter(({ operator, inputs, outputs }) => {
    const isUsed = operator === 'Identity' || outputs.some((name) => read.has(name))
    if (isUsed) for (const name of inputs) read.add(name)
    return isUsed
  })
  return { nodes: kept.reverse(), tensors: tensors.filter(({ name }) => read.has(name)) }
}

function writeConstant(graph: Graph, constant: Constant): string {
  const { name, shape, dtype, values, sizes, step } = constant
  const type = dtype as OnnxType
  if (step !== undefined) return count(graph, constant, step)
  const tensor = graph.tensor(name ?? `${graph.path}/constant`, type, sizes, values)
  return fixedSizes(shape) ? tensor : graph.node('Expand', [tensor, graph.shape(shape)])
}

/** Numbers that grow by `step` from row to row. */
function count(graph: Graph, { shape, dtype, values }: Constant, step: number): string {
  const to = { float32: 1, int32: 6 }[dtype as 'float32']
  const length = graph.shape(shape.filter((size) => size !== 1))
  const last = graph.node('Squeeze', [length])
  const places = graph.node('Range', [graph.wholeNumber(0), last, graph.wholeNumber(1)])
  const type = dtype as 'float32'
  const steps = graph.node('Mul', [graph.node('Cast', [places], { to }), graph.scalar(step, type)])
  const all = graph.node('Add', [steps, graph.scalar(values[0]!, type)])
  return graph.node('Reshape', [all, graph.shape(shape)])
}

/** The kernels that lead to the outputs. */
function needed(calls: readonly Call[], outputs: readonly Traced[]): Call[] {
  const wanted = new Set(outputs.map(({ value }) => value))
  const kept = calls.toReversed().filter(({ outputs: results, inputs }) => {
    if (!results.some(({ value }) => wanted.has(value))) return false
    for (const { value } of Object.values(inputs)) wanted.add(value)
    return true
  })
  return kept.reverse()
}
