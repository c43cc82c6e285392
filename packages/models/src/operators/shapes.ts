import * as tf from '@tensorflow/tfjs-core'
import { numbersOf, type Operation, pair, tensorOf, unary, type Value, type Values } from './operation.ts'

const many = (run: (xs: tf.Tensor[], values: Values) => tf.Tensor | tf.Tensor[], name = 'xs'): Operation => ({
  parameters: [name],
  run: (values) => run(ofOneType(values[name]), values),
})

/** Several tensors of one type. */
function ofOneType(value: Value): tf.Tensor[] {
  const list = (Array.isArray(value) ? value : [value]) as Value[]
  const first = list.find((one) => one instanceof tf.Tensor)
  const tensors = list.map((one) => tensorOf(one, first))
  if (tensors.every(({ dtype }) => dtype === tensors[0]!.dtype)) return tensors
  return tensors.map((tensor) =>
    tf.cast(tensor, tensors.some(({ dtype }) => dtype === 'float32') ? 'float32' : 'int32'),
  )
}

const positive = (axis: number, rank: number): number => (axis < 0 ? rank + axis : axis)

/** A shape with at most one unknown size, of which Keras may know the first as None. */
function shapeOf(value: Value): number[] {
  return ((Array.isArray(value) ? value : [value]) as (number | null)[]).map((size) => size ?? -1)
}

/** Repeats each element, or each row along an axis. */
function repeated(x: tf.Tensor, repeats: number[], axis: number | null): tf.Tensor {
  if (axis === null) return repeated(tf.reshape(x, [-1]), repeats, 0)
  const at = positive(axis, x.rank)
  const size = x.shape[at]!
  const times = repeats.length === 1 ? Array<number>(size).fill(repeats[0]!) : repeats
  const rows = times.flatMap((count, row) => Array<number>(count).fill(row))
  return tf.gather(x, tf.tensor1d(rows, 'int32'), at)
}

function rolled(x: tf.Tensor, shift: number, axis: number): tf.Tensor {
  const at = positive(axis, x.rank)
  const size = x.shape[at]!
  const by = ((shift % size) + size) % size
  if (by === 0) return tf.clone(x)
  const [front, back] = tf.split(x, [size - by, by], at) as [tf.Tensor, tf.Tensor]
  return tf.concat([back, front], at)
}

function triangle(x: tf.Tensor, keeps: (row: number, column: number) => boolean): tf.Tensor {
  const [rows, columns] = x.shape.slice(-2) as [number, number]
  const mask = tf.tensor2d(
    Array.from({ length: rows * columns }, (_, index) => Number(keeps(Math.floor(index / columns), index % columns))),
    [rows, columns],
  )
  return tf.mul(x, tf.cast(mask, x.dtype === 'bool' ? 'int32' : x.dtype))
}

/** Pads with a constant, or by reflection. */
function padded(x: tf.Tensor, width: Value, mode: Value, fill: Value): tf.Tensor {
  const list = Array.isArray(width) ? width : [width]
  const ends = x.shape.map((_, axis) => {
    const own = (list.length === 1 ? list[0] : Array.isArray(list[0]) ? list[axis] : list) as Value
    const [before, after] = numbersOf(own)
    return [before!, after ?? before!] as [number, number]
  })
  if (mode === 'reflect' || mode === 'symmetric') return tf.mirrorPad(x, ends, mode)
  if (mode !== undefined && mode !== 'constant')
    throw new RangeError(`expected the mode constant, reflect or symmetric, received mode=${mode}`)
  return tf.pad(x, ends, typeof fill === 'number' ? fill : 0)
}

function splitAt(x: tf.Tensor, sections: Value, axis: number): tf.Tensor[] {
  const at = positive(axis, x.rank)
  if (typeof sections === 'number') return tf.split(x, sections, at)
  const bounds = [0, ...numbersOf(sections), x.shape[at]!]
  return tf.split(
    x,
    bounds.slice(1).map((bound, index) => bound - bounds[index]!),
    at,
  )
}

/** Shape operations: they move values without changing them. */
export const shapes: Readonly<Record<string, Operation>> = {
  Append: {
    parameters: ['x1', 'x2'],
    run: ({ x1, x2, axis }) => {
      const both = pair(x1, x2)
      return typeof axis === 'number'
        ? tf.concat(both, positive(axis, both[0].rank))
        : tf.concat(both.map((one) => tf.reshape(one, [-1])))
    },
  },
  BroadcastTo: unary((x, { shape }) => {
    const wanted = shapeOf(shape)
    return tf.broadcastTo(
      x,
      wanted.map((size, axis) => (size === -1 ? x.shape[axis - wanted.length + x.rank]! : size)),
    )
  }),
  Concatenate: many((xs, { axis = 0 }) => tf.concat(xs, positive(axis as number, xs[0]!.rank))),
  Diagonal: unary((x, { offset = 0, axis1 = 0, axis2 = 1 }) => {
    const [first, second] = [positive(axis1 as number, x.rank), positive(axis2 as number, x.rank)]
    const others = x.shape.map((_, axis) => axis).filter((axis) => axis !== first && axis !== second)
    const moved = tf.transpose(x, [first, second, ...others])
    const [rows, columns] = moved.shape as [number, number]
    const shift = offset as number
    const places: number[] = []
    for (let row = Math.max(-shift, 0); row < rows && row + shift < columns; row++)
      places.push(row * columns + row + shift)
    const taken = tf.gather(tf.reshape(moved, [rows * columns, ...moved.shape.slice(2)]), tf.tensor1d(places, 'int32'))
    return tf.transpose(taken, [...taken.shape.map((_, axis) => axis).slice(1), 0])
  }),
  Diff: {
    parameters: ['a'],
    run: ({ a, n = 1, axis = -1 }) => {
      let x = tensorOf(a)
      const at = positive(axis as number, x.rank)
      for (let turn = 0; turn < (n as number); turn++) {
        const size = x.shape.map((length, index) => (index === at ? length - 1 : length))
        const from = (start: number) =>
          tf.slice(
            x,
            x.shape.map((_, index) => (index === at ? start : 0)),
            size,
          )
        x = tf.sub(from(1), from(0))
      }
      return x
    },
  },
  ExpandDims: unary((x, { axis }) => {
    const axes = numbersOf(axis)
    const rank = x.rank + axes.length
    return axes
      .map((one) => positive(one, rank))
      .sort((a, b) => a - b)
      .reduce((value, one) => tf.expandDims(value, one), x)
  }),
  Flip: unary((x, { axis }) => tf.reverse(x, axis === null || axis === undefined ? undefined : numbersOf(axis))),
  Fliplr: unary((x) => tf.reverse(x, 1)),
  Flipud: unary((x) => tf.reverse(x, 0)),
  Hstack: many((xs) => tf.concat(xs, xs[0]!.rank === 1 ? 0 : 1)),
  Moveaxis: unary((x, { source, destination }) => {
    const [from, to] = [numbersOf(source), numbersOf(destination)].map((axes) =>
      axes.map((axis) => positive(axis, x.rank)),
    ) as [number[], number[]]
    const order = x.shape.map((_, axis) => axis).filter((axis) => !from.includes(axis))
    for (const [axis, index] of to.map((one, index) => [one, index] as const).sort((a, b) => a[0] - b[0]))
      order.splice(axis, 0, from[index]!)
    return tf.transpose(x, order)
  }),
  Pad: {
    parameters: ['x', 'constant_values'],
    run: ({ x, pad_width: width, mode, constant_values: fill }) => padded(tensorOf(x), width, mode, fill),
  },
  Ravel: unary((x) => tf.reshape(x, [-1])),
  Repeat: unary((x, { repeats, axis = null }) => repeated(x, numbersOf(repeats), axis as number | null)),
  Reshape: unary((x, { newshape }) => tf.reshape(x, shapeOf(newshape))),
  Roll: unary((x, { shift, axis = null }) => {
    if (axis === null) return tf.reshape(rolled(tf.reshape(x, [-1]), numbersOf(shift)[0]!, 0), x.shape)
    const [shifts, axes] = [numbersOf(shift), numbersOf(axis)]
    return axes.reduce((value, one, index) => rolled(value, shifts[index] ?? shifts[0]!, one), x)
  }),
  Rot90: {
    parameters: ['array'],
    run: ({ array, k = 1, axes = [0, 1] }) => {
      const x = tensorOf(array)
      const [first, second] = numbersOf(axes).map((axis) => positive(axis, x.rank)) as [number, number]
      const order = x.shape.map((_, axis) => (axis === first ? second : axis === second ? first : axis))
      const turns = (((k as number) % 4) + 4) % 4
      let y = tf.clone(x)
      for (let turn = 0; turn < turns; turn++) y = tf.reverse(tf.transpose(y, order), first)
      return y
    },
  },
  Split: unary((x, { indices_or_sections: sections, axis = 0 }) => splitAt(x, sections, axis as number)),
  ArraySplit: unary((x, { indices_or_sections: sections, axis = 0 }) => {
    if (typeof sections !== 'number') return splitAt(x, sections, axis as number)
    const size = x.shape[positive(axis as number, x.rank)]!
    const [each, more] = [Math.floor(size / sections), size % sections]
    return tf.split(
      x,
      Array.from({ length: sections }, (_, index) => each + Number(index < more)),
      positive(axis as number, x.rank),
    )
  }),
  Hsplit: unary((x, { indices_or_sections: sections }) => splitAt(x, sections, x.rank === 1 ? 0 : 1)),
  Vsplit: unary((x, { indices_or_sections: sections }) => splitAt(x, sections, 0)),
  Squeeze: unary((x, { axis }) =>
    tf.squeeze(
      x,
      axis === null || axis === undefined ? undefined : numbersOf(axis).map((one) => positive(one, x.rank)),
    ),
  ),
  Stack: {
    parameters: ['x'],
    run: ({ x, axis = 0 }) => {
      const xs = ofOneType(x)
      return tf.stack(xs, positive(axis as number, xs[0]!.rank + 1))
    },
  },
  Swapaxes: unary((x, { axis1, axis2 }) => {
    const [first, second] = [positive(axis1 as number, x.rank), positive(axis2 as number, x.rank)]
    return tf.transpose(
      x,
      x.shape.map((_, axis) => (axis === first ? second : axis === second ? first : axis)),
    )
  }),
  Tile: unary((x, { repeats }) => {
    const times = numbersOf(repeats)
    const rank = Math.max(times.length, x.rank)
    const wide = tf.reshape(x, [...Array<number>(rank - x.rank).fill(1), ...x.shape])
    return tf.tile(wide, [...Array<number>(rank - times.length).fill(1), ...times])
  }),
  Transpose: unary((x, { axes }) =>
    tf.transpose(
      x,
      axes === null || axes === undefined ? undefined : numbersOf(axes).map((axis) => positive(axis, x.rank)),
    ),
  ),
  Tril: unary((x, { k = 0 }) => triangle(x, (row, column) => column - row <= (k as number))),
  Triu: unary((x, { k = 0 }) => triangle(x, (row, column) => column - row >= (k as number))),
  Unstack: unary((x, { axis = 0 }) => tf.unstack(x, positive(axis as number, x.rank))),
  Vstack: many((xs) =>
    tf.concat(
      xs.map((x) => (x.rank === 1 ? tf.expandDims(x, 0) : x)),
      0,
    ),
  ),
  Meshgrid: {
    parameters: [],
    run: (values) => {
      const xs = Object.entries(values)
        .filter(([, value]) => value instanceof tf.Tensor)
        .map(([, value]) => value as tf.Tensor)
      return tf.meshgrid(xs[0], xs[1], { indexing: (values.indexing ?? 'xy') as 'xy' })
    },
  },
}
