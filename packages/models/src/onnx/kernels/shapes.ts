import { type Dimension, fixedSizes, sameShape } from '../dimension.ts'
import { axesOf, type Converter, type Kernel, listOf, type Operand, placed } from '../kernel.ts'

const only = ({ inputs }: Kernel): Operand => Object.values(inputs)[0]!

/** The same numbers, shaped differently: no node before somebody needs them so. */
const reshaped: Converter = (kernel) => {
  const { view, name, shape } = only(kernel)
  return view.order ? { name, shape } : view
}

const filled =
  (number: number): Converter =>
  ({ graph, outputs: [output] }) => {
    const type = output!.dtype as 'float32' | 'int32' | 'bool'
    return graph.node('Expand', [graph.scalar(number, type), graph.shape(output!.shape)])
  }

/** Part of a tensor: where it begins on each axis, and the steps. */
function cut(
  kernel: Kernel,
  begin: readonly Dimension[],
  steps: readonly number[],
  shape: readonly Dimension[],
): string {
  const { graph, refuse } = kernel
  const { name, shape: from } = only(kernel)
  const starts: number[] = []
  const ends: number[] = []
  const axes: number[] = []
  for (const [axis, size] of shape.entries()) {
    const isWhole = sameShape([size], [from[axis]!]) && steps[axis] === 1
    if (isWhole) continue
    const start = begin[axis]!
    if (typeof size !== 'number' || typeof start !== 'number') throw refuse('takes part of the rows')
    const step = steps[axis]!
    const end = start + size * step
    starts.push(start)
    ends.push(step < 0 && end < 0 ? -(2 ** 31) : end)
    axes.push(axis)
  }
  if (axes.length === 0) return name
  const lists = [starts, ends, axes, axes.map((axis) => steps[axis]!)].map((list) => graph.integers(list))
  return graph.node('Slice', [name, ...lists])
}

const margins = ({ attrs, refuse }: Kernel): number[] => {
  const all = attrs.paddings as Dimension[][]
  const flat = fixedSizes([...all.map(([before]) => before!), ...all.map(([, after]) => after!)])
  if (!flat) throw refuse('adds rows')
  return flat
}

/** Moves blocks of an image to the rows, or back, as TensorFlow does it for dilation. */
const blocks =
  (back: boolean): Converter =>
  (kernel) => {
    const { graph, attrs, outputs, refuse } = kernel
    const { name, shape } = only(kernel)
    const block = listOf(attrs.blockShape)
    const count = block.length
    const rest = shape.slice(count + 1)
    const edges = (attrs[back ? 'crops' : 'paddings'] as number[][]).map(
      ([before, after]) => [before!, after!] as const,
    )
    const rows = shape[0]!
    if (typeof rows === 'number') throw refuse('works on a fixed number of rows')
    const product = block.reduce((all, one) => all * one, 1)
    const axes = block.map((_, axis) => axis)
    const size = (axis: number) => shape[axis + 1] as number
    if (back) {
      const few = { rows: rows.rows / product }
      const split = graph.reshape(name, shape, [...block, few, ...axes.map(size), ...rest])
      const order = [
        count,
        ...axes.flatMap((axis) => [count + 1 + axis, axis]),
        ...rest.map((_, index) => 2 * count + 1 + index),
      ]
      const turned = graph.transpose(split, order)
      const whole = [few, ...axes.map((axis) => size(axis) * block[axis]!), ...rest]
      const joined = graph.reshape(turned, [few, ...axes.flatMap((axis) => [size(axis), block[axis]!]), ...rest], whole)
      const inner = outputs[0]!.shape.slice(1, count + 1) as number[]
      if (inner.every((length, axis) => length === whole[axis + 1])) return joined
      const starts = edges.map(([before]) => before)
      const ends = starts.map((start, axis) => start + inner[axis]!)
      return graph.node('Slice', [
        joined,
        ...[starts, ends, axes.map((axis) => axis + 1)].map((list) => graph.integers(list)),
      ])
    }
    const zeros = [
      0,
      ...edges.map(([before]) => before),
      ...rest.map(() => 0),
      0,
      ...edges.map(([, after]) => after),
      ...rest.map(() => 0),
    ]
    const padded = zeros.some((margin) => margin > 0) ? graph.node('Pad', [name, graph.integers(zeros)]) : name
    const lengths = axes.map((axis) => size(axis) + edges[axis]![0] + edges[axis]![1])
    const parts = axes.flatMap((axis) => [lengths[axis]! / block[axis]!, block[axis]!])
    const split = graph.reshape(padded, [rows, ...lengths, ...rest], [rows, ...parts, ...rest])
    const order = [
      ...axes.map((axis) => 2 * axis + 2),
      0,
      ...axes.map((axis) => 2 * axis + 1),
      ...rest.map((_, index) => 2 * count + 1 + index),
    ]
    const turned = [...block, rows, ...axes.map((axis) => lengths[axis]! / block[axis]!), ...rest]
    return graph.reshape(graph.transpose(split, order), turned, outputs[0]!.shape)
  }

/** Shapes, parts and orders. */
export const shapes: Readonly<Record<string, Converter>> = {
  BatchToSpaceND: blocks(true),
  Concat: ({ graph, inputs, attrs, outputs }) => {
    const [axis] = axesOf(attrs.axis, outputs[0]!.shape.length)
    const parts = Object.values(inputs).filter(({ shape }) => shape[axis!] !== 0)
    if (parts.length === 1) return parts[0]!.view
    const { order } = parts[0]!.view
    if (order && parts.every(({ view }) => String(view.order) === String(order))) {
      const joined = graph.node(
        'Concat',
        parts.map(({ view }) => view.name),
        { axis: order[axis!]! },
      )
      return { name: joined, shape: placed(outputs[0]!.shape, order), order }
    }
    return graph.node(
      'Concat',
      parts.map(({ name }) => name),
      { axis: axis! },
    )
  },
  ExpandDims: reshaped,
  GatherNd: ({ graph, inputs: { params, indices } }) => {
    const places = graph.node('Cast', [indices!.name], { to: 7 })
    return graph.node('GatherND', [params!.name, places])
  },
  GatherV2: ({ graph, inputs: { x, indices }, attrs, refuse }) => {
    if (attrs.batchDims) throw refuse('gathers with batchDims')
    const [axis] = axesOf(attrs.axis, x!.shape.length)
    return graph.node('Gather', [x!.name, indices!.name], { axis: axis! })
  },
  MirrorPad: (kernel) => {
    const { graph, attrs, refuse } = kernel
    if (attrs.mode !== 'reflect') throw refuse(`pads by mode=${attrs.mode}`)
    return graph.node('Pad', [only(kernel).name, graph.integers(margins(kernel))], { mode: 'reflect' })
  },
  OneHot: ({ graph, inputs: { indices }, attrs }) => {
    const { depth, onValue = 1, offValue = 0 } = attrs as { depth: number; onValue?: number; offValue?: number }
    const make = () =>
      graph.tensor(
        'classes',
        'int32',
        [depth],
        Int32Array.from({ length: depth }, (_, index) => index),
      )
    const classes = graph.once(`classes ${depth}`, make)
    const each = graph.node('Unsqueeze', [indices!.name, graph.integers([-1])])
    return graph.node('Where', [graph.node('Equal', [each, classes]), graph.scalar(onValue), graph.scalar(offValue)])
  },
  OnesLike: filled(1),
  Pack: ({ graph, inputs, attrs, outputs }) => {
    const [axis] = axesOf(attrs.axis, outputs[0]!.shape.length)
    const parts = Object.values(inputs).map(({ name }) => graph.node('Unsqueeze', [name, graph.integers([axis!])]))
    return parts.length === 1 ? parts[0]! : graph.node('Concat', parts, { axis: axis! })
  },
  PadV2: (kernel) => {
    const { graph, attrs } = kernel
    const { view, dtype, name } = only(kernel)
    const value = graph.scalar((attrs.constantValue as number) ?? 0, dtype as 'float32')
    const flat = margins(kernel)
    const rank = flat.length / 2
    if (!view.order) return graph.node('Pad', [name, graph.integers(flat), value])
    const half = (from: number) => placed(flat.slice(from, from + rank), view.order!)
    return {
      ...view,
      name: graph.node('Pad', [view.name, graph.integers([...half(0), ...half(rank)]), value]),
      shape: placed(kernel.outputs[0]!.shape, view.order),
    }
  },
  Reshape: reshaped,
  Reverse: (kernel) => {
    const { shape } = only(kernel)
    const axes = axesOf(kernel.attrs.dims, shape.length)
    const sizes = axes.map((axis) => shape[axis])
    if (!sizes.every((size) => typeof size === 'number')) throw kernel.refuse('reverses the rows')
    const isTurned = shape.map((_, axis) => axes.includes(axis))
    const steps = isTurned.map((turned) => (turned ? -1 : 1))
    return cut(
      kernel,
      isTurned.map((turned, axis) => (turned ? (shape[axis] as number) - 1 : 0)),
      steps,
      shape,
    )
  },
  Slice: (kernel) => {
    const { shape } = kernel.outputs[0]!
    return cut(
      kernel,
      kernel.attrs.begin as Dimension[],
      shape.map(() => 1),
      shape,
    )
  },
  SpaceToBatchND: blocks(false),
  SplitV: (kernel) => {
    const { graph, attrs, outputs } = kernel
    const { name, shape } = only(kernel)
    const [axis] = axesOf(attrs.axis, shape.length)
    const sizes = fixedSizes(outputs.map((output) => output.shape[axis!]!))
    if (!sizes) throw kernel.refuse('splits the rows')
    return sizes.length === 1
      ? [name]
      : graph.nodeOf(sizes.length, 'Split', [name, graph.integers(sizes)], { axis: axis! })
  },
  Tile: (kernel) => {
    const { attrs, graph, refuse, outputs } = kernel
    const { name, shape } = only(kernel)
    const times = attrs.reps as Dimension[]
    const sizes = fixedSizes(times)
    if (sizes) return sizes.every((size) => size === 1) ? name : graph.node('Tile', [name, graph.integers(sizes)])
    if (shape.some((size, axis) => size !== 1 && times[axis] !== 1)) throw refuse('repeats the rows')
    return graph.node('Expand', [name, graph.shape(outputs[0]!.shape)])
  },
  Transpose: (kernel) => {
    const { graph, attrs } = kernel
    return graph.transpose(only(kernel).name, attrs.perm as number[])
  },
  Unpack: (kernel) => {
    const { graph, attrs, outputs } = kernel
    const { name, shape } = only(kernel)
    const [axis] = axesOf(attrs.axis, shape.length)
    const sizes = outputs.map(() => 1)
    const parts =
      sizes.length === 1 ? [name] : graph.nodeOf(sizes.length, 'Split', [name, graph.integers(sizes)], { axis: axis! })
    return parts.map((part) => graph.node('Squeeze', [part, graph.integers([axis!])]))
  },
  ZerosLike: filled(0),
}
