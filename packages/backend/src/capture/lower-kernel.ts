import { getKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import { withKernels } from '../wasm/native/attached-kernels.ts'
import type { DirectKernels } from '../wasm/native/direct-kernels.ts'
import type { FastCall, MakeTask, Operand } from './fast/fast-call.ts'
import { fastForms } from './fast/fast-forms.ts'
import { type KernelCall, type KernelObserver, observe, unobserved } from './observe.ts'
import type { ProgramBackend, Uses } from './program-backend.ts'
import type { ProgramMemory } from './program-memory.ts'
import { RecordingKernels } from './recording-kernels.ts'
import { CaptureRefused } from './refused.ts'
import { bytesOf, sizeOf } from './size-of.ts'
import { type OpenWasmBackend, refresh } from './tfjs-privates.ts'

/** Kernels of XNNPACK, which keeps weights packed under the number of their tensor and would not see them change. */
export const packingKernels: ReadonlySet<string> = new Set(['DepthwiseConv2dNative', 'FusedDepthwiseConv2D', 'Prelu'])

/** What kernels of one program are lowered with. */
export type LowerContext = {
  backend: OpenWasmBackend
  program: ProgramBackend
  memory: ProgramMemory
  direct: DirectKernels
  /** Called when a kernel may have let memory grow. */
  checkMemory: () => void
}

/** What became of a kernel call: what to run, and where its results are. */
export type Lowered = { makes: MakeTask[]; outputs: TensorInfo[] }

/**
 * Turns a kernel call into tasks. In this order: a loop over plain numbers, if there is one for it; the jobs of our own
 * kernels, recorded; the kernel itself, with its memory assigned beforehand.
 *
 * @param outputs Where the results belong; without them, they get memory of the operation.
 */
export function lowerKernel(context: LowerContext, name: string, call: KernelCall, outputs?: TensorInfo[]): Lowered {
  const fast = outputs && fastTasks(context, name, call, outputs)
  if (fast) return { makes: fast, outputs }
  const kernelFunc = unobserved(getKernel(name, 'wasm')?.kernelFunc)
  if (kernelFunc === undefined) throw new CaptureRefused(`its kernel ${name} was registered by others`)
  const recorded = context.memory.withoutScratch(() => record(context, kernelFunc, call))
  const given = Object.values(call.inputs)
  if (recorded.results.every((tensor) => given.some((input) => input?.dataId === tensor.dataId))) {
    if (outputs === undefined) return { makes: [], outputs: recorded.results }
    return { makes: recorded.results.map((tensor, index) => copyTask(context, tensor, outputs[index]!)), outputs }
  }
  const places = outputs ?? recorded.results.map((tensor) => scratched(context, tensor))
  const late = outputs ? undefined : fastTasks(context, name, call, places)
  if (late) return { makes: late, outputs: places }
  const { heap, foreign } = recorded.uses
  const makes =
    recorded.makes.length > 0 && !heap && !foreign
      ? jobTasks(context, kernelFunc, { call, recorded, places })
      : [kernelTask(context, kernelFunc, { name, call, places })]
  return { makes, outputs: places }
}

/** A task that copies numbers. */
export function copyTask({ program, memory }: LowerContext, from: TensorInfo, to: TensorInfo): MakeTask {
  const source = program.recordOf(from).memoryOffset
  const target = program.recordOf(to).memoryOffset
  const size = bytesOf(to)
  return () => {
    const heap = memory.heap.bytes(0, memory.buffer.byteLength)
    return () => void heap.copyWithin(target, source, source + size)
  }
}

function fastTasks(
  { program, memory, direct }: LowerContext,
  name: string,
  { inputs, attrs }: KernelCall,
  outputs: readonly TensorInfo[],
): MakeTask[] | undefined {
  const form = Object.hasOwn(fastForms, name) ? fastForms[name] : undefined
  if (!form || outputs.length !== 1) return undefined
  const operand = (tensor: TensorInfo): Operand => ({
    address: program.recordOf(tensor).memoryOffset,
    shape: tensor.shape,
    dtype: tensor.dtype,
    size: sizeOf(tensor.shape),
  })
  const entries = Object.entries(inputs).map(([key, tensor]) => [key, tensor ? operand(tensor) : undefined] as const)
  const call: FastCall = {
    inputs: Object.fromEntries(entries),
    attrs: attrs ?? {},
    output: operand(outputs[0]!),
    heap: memory.heap,
    job(job, parameters, units, operations) {
      const address = memory.allocate(parameters.length * 4)
      memory.heap.integers(address, parameters.length).set(parameters)
      return direct.prepared(job, address, units, operations)
    },
  }
  const make = form(call)
  return make && [make]
}

type Recorded = {
  results: TensorInfo[]
  /** What the kernel made by itself, in its order. */
  made: TensorInfo[]
  makes: MakeTask[]
  uses: Uses
}

/** Runs a kernel with recording kernels. `place` says where the tensors go that it makes, by their order. */
function record(
  context: LowerContext,
  kernelFunc: KernelFunc,
  call: KernelCall,
  place?: (index: number) => number | undefined,
): Recorded {
  const { program, memory, direct } = context
  const makes: MakeTask[] = []
  const kernels = new RecordingKernels(direct, memory, (job) => makes.push(() => job))
  const nested: KernelObserver = {
    kernel(name, inner) {
      const lowered = lowerKernel(context, name, inner)
      makes.push(...lowered.makes)
      return lowered.outputs.length === 1 ? lowered.outputs[0]! : lowered.outputs
    },
  }
  const allocate = (bytes: number, index: number) => place?.(index) ?? memory.scratch(bytes)
  const { result, made, uses } = program.watch(allocate, () =>
    withKernels(program.view, kernels, () => observe(program.view, nested, () => kernelFunc(call))),
  )
  return { results: listOf(result), made, makes, uses }
}

/** The recorded jobs of one of our kernels, which write their results where they belong. */
function jobTasks(
  context: LowerContext,
  kernelFunc: KernelFunc,
  { call, recorded, places }: { call: KernelCall; recorded: Recorded; places: readonly TensorInfo[] },
): MakeTask[] {
  const { program } = context
  const orders = ordersOf(recorded.results, recorded.made)
  const { makes, results } = record(context, kernelFunc, call, (order) => {
    const index = orders.indexOf(order)
    return index < 0 ? undefined : program.recordOf(places[index]!).memoryOffset
  })
  for (const [index, tensor] of results.entries()) {
    const place = places[index]!
    // A nested kernel made it.
    if (program.recordOf(tensor).memoryOffset !== program.recordOf(place).memoryOffset) {
      makes.push(copyTask(context, tensor, place))
    }
  }
  return makes
}

/** A kernel as it is, for which everything that it makes is prepared. */
function kernelTask(
  context: LowerContext,
  kernelFunc: KernelFunc,
  { name, call, places }: { name: string; call: KernelCall; places: readonly TensorInfo[] },
): MakeTask {
  const { backend, program, memory, direct, checkMemory } = context
  const { result, made } = memory.withoutScratch(() =>
    program.watch(
      (bytes) => memory.scratch(bytes),
      () => withKernels(program.view, direct, () => kernelFunc(call)),
    ),
  )
  const results = listOf(result)
  const orders = ordersOf(results, made)
  if (orders.includes(-1)) throw new CaptureRefused(`its kernel ${name} returns a tensor that it did not make`)
  const prepared = made.map((tensor, order) => {
    const index = orders.indexOf(order)
    return index < 0 ? scratched(context, tensor) : places[index]!
  })
  const packed = packingKernels.has(name)
    ? Object.values(call.inputs).map((tensor) => program.recordOf(tensor as TensorInfo))
    : []
  const task = (): void => {
    for (const tensor of packed) refresh(backend, tensor)
    withKernels(program.view, direct, () => program.runInto(prepared, () => kernelFunc(call)))
    checkMemory()
  }
  return () => task
}

const listOf = (result: TensorInfo | TensorInfo[]): TensorInfo[] => (Array.isArray(result) ? result : [result])

/** Which of the tensors that a kernel made its results are, by their order; −1 for those that it did not make. */
const ordersOf = (results: readonly TensorInfo[], made: readonly TensorInfo[]): number[] =>
  results.map(({ dataId }) => made.findIndex((tensor) => tensor.dataId === dataId))

/** A tensor like another one, in memory of the operation. */
const scratched = ({ program, memory }: LowerContext, tensor: TensorInfo): TensorInfo =>
  program.tensorAt(memory.scratch(bytesOf(tensor)), tensor.shape, tensor.dtype)
