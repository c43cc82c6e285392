import type { DataType, KernelFunc, NamedAttrMap, Tensor, TensorInfo, Variable } from '@tensorflow/tfjs-core'
import { addressOf } from '../wasm/native/wasm-backend.ts'
import { type KernelCall, type KernelObserver, observe, observerOf } from './observe.ts'
import { CaptureRefused } from './refused.ts'
import { type OpenWasmBackend, variableData } from './tfjs-privates.ts'

/** A tensor as one kernel saw it: a number that stands for its data, and how it looked at them. */
export type TracedTensor = { value: number; shape: readonly number[]; dtype: DataType }

/** One kernel that ran. */
export type TracedOp = {
  kernel: string
  attrs: NamedAttrMap | undefined
  inputs: Readonly<Record<string, TracedTensor | undefined>>
  /** Whether the inputs came as a list, as those of Concat do. */
  listed: boolean
  outputs: readonly TracedTensor[]
}

/** Where data come from. */
export type ValueSource =
  | { kind: 'input' | 'variable' | 'fresh'; index: number }
  | { kind: 'constant'; bytes: Uint8Array }
  | { kind: 'made' }

/** Data that kernels read or wrote. */
export type TracedValue = { source: ValueSource; dtype: DataType; bytes: number }

/** Fills numbers anew for each run. */
export type Fill = (values: Float32Array) => void

/** The kernels of one call of a function, and where their numbers came from and went. */
export type Trace = {
  ops: TracedOp[]
  values: TracedValue[]
  /** Values that the function returned; undefined where it returned nothing. */
  outputs: (TracedTensor | undefined)[]
  /** Variables that hold other data than before: which, and the value. */
  updates: { variable: number; value: TracedTensor }[]
  /** What fills the values of kind `fresh`. */
  fills: Fill[]
  inputs: readonly { shape: readonly number[]; dtype: DataType }[]
}

/** What {@link traceCall} needs to know. */
export type TraceOptions<Result> = {
  /** Tensors that differ from call to call. No two may share their data. */
  inputs: readonly TensorInfo[]
  /** What keeps its numbers from call to call. */
  variables: readonly Variable[]
  /** The tensors of what the function returned that a program has to give as well. */
  outputsOf: (result: Result) => readonly (Tensor | undefined)[]
}

const bytesOf: Partial<Record<DataType, number>> = { float32: 4, int32: 4, bool: 1 }

/**
 * Calls a function and records the kernels that it runs on the wasm backend. The call itself is a call like any other.
 *
 * @throws CaptureRefused after the call when it cannot be repeated from its kernels alone; its result is in `result`.
 */
export function traceCall<Result>(
  backend: OpenWasmBackend,
  { inputs, variables, outputsOf }: TraceOptions<Result>,
  body: () => Result,
): { result: Result; trace: Trace | CaptureRefused } {
  const tracer = new Tracer(backend, inputs, variables)
  const result = observe(backend, tracer, body)
  const refusal = tracer.refusal
  return { result, trace: refusal ?? tracer.finish(outputsOf(result)) }
}

/**
 * Says that a tensor, just made outside the kernels, is made anew at every call: random numbers, for example. Does
 * nothing unless a call is being traced.
 *
 * @param fill Writes what the tensor would hold, given the state of the moment.
 */
export function freshEachCall(backend: object, tensor: TensorInfo, fill: Fill): void {
  const observer = observerOf(backend)
  if (observer instanceof Tracer) observer.fresh(tensor, fill)
}

class Tracer implements KernelObserver {
  refusal: CaptureRefused | undefined
  readonly #backend: OpenWasmBackend
  readonly #variables: readonly Variable[]
  readonly #before: readonly object[]
  readonly #numbers = new Map<object, number>()
  readonly #trace: Trace
  readonly #others: ReadonlySet<object> = variableData()
  #depth = 0

  constructor(backend: OpenWasmBackend, inputs: readonly TensorInfo[], variables: readonly Variable[]) {
    this.#backend = backend
    this.#variables = variables
    this.#before = variables.map(({ dataId }) => dataId)
    const shapes = inputs.map(({ shape, dtype }) => ({ shape: [...shape], dtype }))
    this.#trace = { ops: [], values: [], outputs: [], updates: [], fills: [], inputs: shapes }
    for (const [kind, tensors] of [['input', inputs] as const, ['variable', variables] as const]) {
      for (const [index, tensor] of tensors.entries()) {
        if (this.#numbers.has(tensor.dataId)) this.#refuse('two inputs or weights share their numbers')
        this.#add(tensor, { kind, index })
      }
    }
  }

  kernel(name: string, call: KernelCall, kernelFunc: KernelFunc): ReturnType<KernelFunc> {
    if (this.#depth > 0 || this.refusal) return kernelFunc(call)
    const inputs: Record<string, TracedTensor | undefined> = {}
    for (const [key, tensor] of Object.entries(call.inputs)) {
      inputs[key] = tensor === undefined || tensor === null ? undefined : this.#read(tensor)
    }
    this.#depth++
    try {
      const result = kernelFunc(call)
      const outputs = (Array.isArray(result) ? result : [result]).map((tensor) => this.#write(tensor))
      const listed = Array.isArray(call.inputs)
      this.#trace.ops.push({ kernel: name, attrs: call.attrs, inputs, listed, outputs })
      return result
    } finally {
      this.#depth--
    }
  }

  fresh(tensor: TensorInfo, fill: Fill): void {
    const index = this.#trace.fills.push(fill) - 1
    this.#add(tensor, { kind: 'fresh', index })
  }

  finish(outputs: readonly (Tensor | undefined)[]): Trace | CaptureRefused {
    const trace = this.#trace
    trace.outputs = outputs.map((tensor) => (tensor ? this.#read(tensor) : undefined))
    for (const [index, variable] of this.#variables.entries()) {
      if (variable.dataId === this.#before[index]) continue
      trace.updates.push({ variable: index, value: this.#read(variable) })
    }
    return this.refusal ?? trace
  }

  #refuse(reason: string): void {
    this.refusal ??= new CaptureRefused(reason)
  }

  #read(tensor: TensorInfo): TracedTensor {
    const { dataId, shape, dtype } = tensor
    const value = this.#numbers.get(dataId) ?? this.#constant(tensor)
    return { value, shape: [...shape], dtype }
  }

  #write(tensor: TensorInfo): TracedTensor {
    const value = this.#numbers.get(tensor.dataId) ?? this.#add(tensor, { kind: 'made' })
    return { value, shape: [...tensor.shape], dtype: tensor.dtype }
  }

  /** Numbers that no kernel of this call made: they were there before, or came from JavaScript. */
  #constant(tensor: TensorInfo): number {
    if (this.#others.has(tensor.dataId)) {
      this.#refuse('it reads a variable that is not a weight of the model')
    }
    const size = this.#sizeOf(tensor)
    const at = size === 0 ? 0 : addressOf(this.#backend, tensor)
    return this.#add(tensor, { kind: 'constant', bytes: this.#backend.wasm.HEAPU8.slice(at, at + size) })
  }

  #add(tensor: TensorInfo, source: ValueSource): number {
    const number = this.#trace.values.push({ source, dtype: tensor.dtype, bytes: this.#sizeOf(tensor) }) - 1
    this.#numbers.set(tensor.dataId, number)
    return number
  }

  #sizeOf({ shape, dtype }: TensorInfo): number {
    const each = bytesOf[dtype]
    if (each === undefined) this.#refuse(`it uses tensors of type ${dtype}`)
    return shape.reduce((product, size) => product * size, each ?? 0)
  }
}
