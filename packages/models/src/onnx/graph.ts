import type { TypedArray } from '@tensorflow/tfjs-core'
import { type Dimension, fixedSizes, sameShape } from './dimension.ts'
import type { Attribute, OnnxNode, OnnxTensor, OnnxType } from './onnx-model.ts'

/**
 * How a tensor of the model lies in the graph: as another one, of the shape `shape`, whose axes are to be put in the
 * order `order`, if given, and which is to be reshaped, if its shape is another.
 */
export interface View {
  readonly name: string
  readonly shape: readonly Dimension[]
  readonly order?: readonly number[]
}

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const

/** TensorFlow.js keeps the numbers of some tensors in an array of another type. */
function ofType(values: TypedArray | BigInt64Array, type: OnnxType): TypedArray | BigInt64Array {
  if (type === 'int64' || values instanceof arrays[type]) return values
  return new arrays[type](values as TypedArray)
}

/** A graph of ONNX in the making. */
export class Graph {
  readonly nodes: OnnxNode[] = []
  readonly tensors: OnnxTensor[] = []
  /** The layer whose nodes are made: the beginning of their names. */
  path = ''
  readonly #names = new Set<string>()
  readonly #kept = new Map<string, string>()
  readonly #input: string

  /** @param inputs Names of the inputs; the first one has the rows. */
  constructor(inputs: readonly string[]) {
    for (const name of inputs) this.#names.add(name)
    this.#input = inputs[0]!
  }

  /** Returns a name that no other tensor has. */
  unique(name: string): string {
    let free = name
    for (let number = 1; this.#names.has(free); number++) free = `${name}_${number}`
    this.#names.add(free)
    return free
  }

  /** Adds an operation with one result, and returns the result's name. */
  node(operator: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    return this.nodeOf(1, operator, inputs, attributes)[0]!
  }

  /** Adds an operation with several results. */
  nodeOf(
    results: number,
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string[] {
    const name = this.unique(`${this.path}/${operator}`)
    const outputs = Array.from({ length: results }, (_, index) =>
      index === 0 ? name : this.unique(`${name}:${index}`),
    )
    this.nodes.push({ name, operator, inputs, outputs, attributes })
    return outputs
  }

  /** Runs `make` once for each key, and returns the name that it returned. */
  once(key: string, make: () => string): string {
    const known = this.#kept.get(key)
    if (known !== undefined) return known
    const name = make()
    this.#kept.set(key, name)
    return name
  }

  /** Adds numbers. */
  tensor(name: string, type: OnnxType, shape: readonly number[], values: TypedArray | BigInt64Array): string {
    const own = this.unique(name)
    this.tensors.push({ name: own, type, shape, values: ofType(values, type) })
    return own
  }

  /** Adds whole numbers as ONNX's operators take them. */
  integers(values: readonly number[]): string {
    const make = () => this.tensor('integers', 'int64', [values.length], BigInt64Array.from(values, BigInt))
    return this.once(`integers ${values}`, make)
  }

  /** Adds a whole number as ONNX's operators take it. */
  wholeNumber(value: number): string {
    return this.once(`whole ${value}`, () => this.tensor('number', 'int64', [], BigInt64Array.of(BigInt(value))))
  }

  /** Adds a number. */
  scalar(value: number, type: 'float32' | 'int32' | 'bool' = 'float32'): string {
    const values = arrays[type].of(value)
    const text = Object.is(value, -0) ? '-0' : value
    return this.once(`${type} ${text}`, () => this.tensor('number', type, [], values))
  }

  /** Number of rows of the input, as a list of one. */
  #rows(): string {
    return this.once('rows', () => {
      const { path } = this
      this.path = 'rows'
      const rows = this.node('Gather', [this.node('Shape', [this.#input]), this.integers([0])])
      this.path = path
      return rows
    })
  }

  /** A shape as a list. */
  shape(shape: readonly Dimension[]): string {
    const sizes = fixedSizes(shape)
    if (sizes) return this.integers(sizes)
    const size = (one: Dimension): string => {
      if (typeof one === 'number') return this.integers([one])
      if (one.rows === 1) return this.#rows()
      return this.once(`rows ${one.rows}`, () => this.node('Mul', [this.#rows(), this.integers([one.rows])]))
    }
    return shape.length === 1 ? size(shape[0]!) : this.node('Concat', shape.map(size), { axis: 0 })
  }

  /** Reshapes a tensor. */
  reshape(name: string, from: readonly Dimension[], to: readonly Dimension[]): string {
    if (sameShape(from, to)) return name
    const isEmpty = to.includes(0)
    const open = to.filter((size) => typeof size !== 'number').length
    const shape =
      open === 1 && !isEmpty ? this.integers(to.map((size) => (typeof size === 'number' ? size : -1))) : this.shape(to)
    return this.node('Reshape', [name, shape], isEmpty ? { allowzero: 1 } : {})
  }

  /** Puts the axes of a tensor in another order. */
  transpose(name: string, order: readonly number[]): string {
    if (order.every((axis, index) => axis === index)) return name
    return this.once(`${name} in the order ${order}`, () => this.node('Transpose', [name], { perm: order }))
  }

  /** Returns the name of a tensor as the model has it: of the shape `shape`, in its order. */
  settle({ name, shape, order }: View, to: readonly Dimension[]): string {
    if (order) return this.transpose(name, order)
    if (sameShape(shape, to)) return name
    const text = to.map((size) => (typeof size === 'number' ? size : `${size.rows}n`))
    return this.once(`${name} as ${text}`, () => this.reshape(name, shape, to))
  }
}
