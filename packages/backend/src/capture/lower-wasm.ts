import type { TensorInfo } from '@tensorflow/tfjs-core'
import { nativeKernels } from '../wasm/native/attached-kernels.ts'
import type { DirectKernels } from '../wasm/native/direct-kernels.ts'
import { addressOf } from '../wasm/native/wasm-backend.ts'
import { copyRows } from './copy-rows.ts'
import type { MakeTask, Task } from './fast/fast-call.ts'
import { copyTask, type LowerContext, lowerKernel, packingKernels } from './lower-kernel.ts'
import { copyName, type Plan } from './plan.ts'
import type { Program, ProgramRows } from './program.ts'
import { ProgramBackend } from './program-backend.ts'
import { ProgramMemory } from './program-memory.ts'
import { CaptureRefused } from './refused.ts'
import { bytesOf, sizeOf } from './size-of.ts'
import type { OpenWasmBackend } from './tfjs-privates.ts'
import type { TracedOp, TracedTensor } from './trace.ts'

/** Bytes that a wasm memory may safely have, of four gibibytes. */
const mostMemory = 3.75 * 2 ** 30

/** What {@link lowerForWasm} needs besides the plan. */
export type LowerOptions = {
  /** Tensors of a first call: kernels are tried on them. */
  inputs: readonly TensorInfo[]
  /** The tensors at whose addresses the variables stay. */
  variables: readonly TensorInfo[]
}

/** Turns a plan into a program for the wasm backend, trying each kernel once. Variables keep their numbers. */
export function lowerForWasm(backend: OpenWasmBackend, plan: Plan, options: LowerOptions): Program {
  const direct = nativeKernels(backend)
  if (direct === undefined) throw new CaptureRefused('the wasm backend runs without training kernels')
  // tfjs takes no notice when memory ends: what has been used once, and what comes now, must fit.
  if (direct.memory.buffer.byteLength + 2 * plan.arenaBytes > mostMemory) {
    throw new CaptureRefused(
      `it would need ${Math.ceil(plan.arenaBytes / 2 ** 20)} MB more memory than there is; use smaller batches`,
    )
  }
  const memory = new ProgramMemory(direct)
  const program = new ProgramBackend(backend)
  try {
    return new WasmProgram(backend, plan, { ...options, direct, memory, program })
  } catch (error) {
    program.dispose()
    memory.dispose()
    throw error
  }
}

class WasmProgram implements Program {
  readonly kernels: { run: number; traced: number }
  readonly packs: boolean
  readonly #backend: OpenWasmBackend
  readonly #plan: Plan
  readonly #memory: ProgramMemory
  readonly #program: ProgramBackend
  readonly #variables: readonly TensorInfo[]
  readonly #arena: { address: number; bytes: number }
  readonly #inputs: { address: number; bytes: number }[]
  readonly #fresh: { address: number; values: Float32Array }[]
  readonly #tensors: (TensorInfo | undefined)[]
  readonly #makes: MakeTask[] = []
  readonly #tasks: Task[] = []
  #buffer: ArrayBufferLike
  #heap: Uint8Array
  #outputs: (Float32Array | undefined)[] = []
  #views: Float32Array[] = []

  constructor(
    backend: OpenWasmBackend,
    plan: Plan,
    options: LowerOptions & { direct: DirectKernels; memory: ProgramMemory; program: ProgramBackend },
  ) {
    const { direct, memory, program, inputs, variables } = options
    this.#backend = backend
    this.#plan = plan
    this.#memory = memory
    this.#program = program
    this.#variables = variables
    this.packs = plan.ops.some(({ kernel }) => packingKernels.has(kernel))
    this.kernels = { run: plan.ops.length, traced: plan.traced }
    this.#arena = { address: memory.allocate(plan.arenaBytes), bytes: plan.arenaBytes }
    this.#inputs = plan.inputs.map((input) => {
      const bytes = bytesOf(input)
      return { address: memory.allocate(bytes), bytes }
    })
    this.#fresh = plan.fills.map((_, index) => {
      const value = plan.values.find((one) => one?.place.in === 'fresh' && one.place.index === index)
      const bytes = value?.bytes ?? 0
      return { address: memory.allocate(bytes), values: new Float32Array(bytes / 4) }
    })
    this.#tensors = plan.values.map((value) => {
      if (value === undefined) return undefined
      const { place, dtype, bytes } = value
      const address = this.#addressOf(place, bytes)
      if (place.in === 'constant' && place.bytes) memory.heap.bytes(address, bytes).set(place.bytes)
      return program.tensorAt(address, [bytes / (dtype === 'bool' ? 1 : 4)], dtype)
    })
    this.#buffer = memory.buffer
    this.#heap = memory.heap.bytes(0, memory.buffer.byteLength)
    const context: LowerContext = { backend, program, memory, direct, checkMemory: () => this.#renew() }
    this.#writeInputs(inputs)
    for (const op of plan.constants) for (const make of this.#lower(context, op)) make()()
    for (const op of plan.ops) {
      for (const make of this.#lower(context, op)) {
        this.#makes.push(make)
        make()()
      }
    }
    for (const { variable, value } of plan.updates) {
      this.#makes.push(
        copyTask(
          context,
          this.#tensorOf(value),
          program.tensorAt(addressOf(backend, variables[variable]!), value.shape, value.dtype),
        ),
      )
    }
    this.#buffer = new ArrayBuffer(0)
    this.#renew()
  }

  get bytes(): number {
    return this.#memory.bytes
  }

  run(inputs: readonly TensorInfo[]): void {
    this.#writeInputs(inputs)
    this.#runTasks()
  }

  runRows({ tensors, order, from, size }: ProgramRows): void {
    this.#writeFresh()
    const rows = order?.slice(from, from + size)
    for (const [index, { address, bytes }] of this.#inputs.entries()) {
      const start = addressOf(this.#backend, tensors[index]!)
      const rowBytes = bytes / size
      if (rows === undefined) {
        const first = start + from * rowBytes
        this.#heap.copyWithin(address, first, first + bytes)
      } else copyRows(this.#heap, { start, address, rowBytes }, rows)
    }
    this.#runTasks()
  }

  #runTasks(): void {
    // Memory that grows on the way makes the tasks new.
    for (let index = 0; index < this.#tasks.length; index++) this.#tasks[index]!()
  }

  poison(): void {
    this.#memory.heap.bytes(this.#arena.address, this.#arena.bytes).fill(0xff)
  }

  output(index: number): Float32Array | undefined {
    this.#renew()
    return this.#outputs[index]
  }

  shape(index: number): readonly number[] | undefined {
    return this.#plan.outputs[index]?.shape
  }

  variable(index: number): Float32Array {
    this.#renew()
    return this.#views[index]!
  }

  dispose(): void {
    this.#program.dispose()
    this.#memory.dispose()
  }

  #addressOf(place: NonNullable<Plan['values'][number]>['place'], bytes: number): number {
    if (place.in === 'arena') return this.#arena.address + place.offset
    if (place.in === 'constant') return this.#memory.allocate(bytes)
    if (place.in === 'input') return this.#inputs[place.index]!.address
    if (place.in === 'fresh') return this.#fresh[place.index]!.address
    return addressOf(this.#backend, this.#variables[place.index]!)
  }

  #writeFresh(): void {
    // Making random numbers may let memory grow.
    for (const [index, fill] of this.#plan.fills.entries()) {
      const { values } = this.#fresh[index]!
      // What no kernel reads is not made.
      if (values.length > 0) fill(values)
    }
    this.#renew()
    for (const { address, values } of this.#fresh) new Float32Array(this.#buffer, address, values.length).set(values)
  }

  #writeInputs(inputs: readonly TensorInfo[]): void {
    this.#writeFresh()
    for (const [index, { address, bytes }] of this.#inputs.entries()) {
      const from = addressOf(this.#backend, inputs[index]!)
      this.#heap.copyWithin(address, from, from + bytes)
    }
  }

  #tensorOf({ value, shape, dtype }: TracedTensor): TensorInfo {
    return { dataId: this.#tensors[value]!.dataId, shape: [...shape], dtype }
  }

  #lower(context: LowerContext, { kernel, attrs, inputs, listed, outputs }: TracedOp): MakeTask[] {
    context.memory.nextOperation()
    const entries = Object.entries(inputs).map(([key, tensor]) => [key, tensor && this.#tensorOf(tensor)] as const)
    const given = listed ? entries.map(([, tensor]) => tensor) : Object.fromEntries(entries)
    const results = outputs.map((tensor) => this.#outputTensor(tensor))
    if (kernel === copyName) return [copyTask(context, entries[0]![1]!, results[0]!)]
    const call = { inputs: given as never, backend: context.program.view, ...(attrs && { attrs }) }
    return lowerKernel(context, kernel, call, results).makes
  }

  /** Results that nobody reads get memory for the moment. */
  #outputTensor(tensor: TracedTensor): TensorInfo {
    if (this.#tensors[tensor.value]) return this.#tensorOf(tensor)
    const { shape, dtype } = tensor
    return this.#program.tensorAt(this.#memory.allocate(bytesOf(tensor)), shape, dtype)
  }

  /** After memory has grown, old views are empty. */
  #renew(): void {
    const { buffer } = this.#memory
    if (buffer === this.#buffer) return
    this.#buffer = buffer
    this.#heap = this.#memory.heap.bytes(0, buffer.byteLength)
    for (const [index, make] of this.#makes.entries()) this.#tasks[index] = make()
    const view = (tensor: TensorInfo) => {
      const { memoryOffset } = this.#program.recordOf(tensor)
      return this.#memory.heap.floats(memoryOffset, sizeOf(tensor.shape))
    }
    this.#outputs = this.#plan.outputs.map((tensor) => tensor && view(this.#tensorOf(tensor)))
    this.#views = this.#variables.map((variable) =>
      this.#memory.heap.floats(addressOf(this.#backend, variable), sizeOf(variable.shape)),
    )
  }
}
