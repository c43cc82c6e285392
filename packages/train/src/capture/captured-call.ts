import {
  CaptureRefused,
  lowerForWasm,
  type OpenWasmBackend,
  type Plan,
  type Program,
  planTraces,
  type Trace,
  traceCall,
} from '@dlw/backend/capture'
import * as tf from '@tensorflow/tfjs-core'
import { sameBits } from './same-bits.ts'

/** What a function of tensors returns. */
export type Outputs = (tf.Tensor | undefined)[]

/** A captured call keeps no more memory than this, in bytes: the gain is small beside so much work. */
const mostBytes = 2 ** 24
/** Nor do all of them together. */
const mostBytesOfAll = 2 ** 26

/** Those that hold memory, the one that was run last at the end. */
const holding = new Set<CapturedCall>()

/**
 * A function of tensors that runs the same kernels at each call: recorded twice, checked once, then replayed. What cannot
 * be captured runs as before.
 */
export class CapturedCall {
  /** How often it was replayed. */
  replays = 0
  readonly #backend: OpenWasmBackend
  #first: Trace | undefined
  #plan: Plan | undefined
  #program: Program | undefined
  #checked = false
  #refused = false

  constructor(backend: OpenWasmBackend) {
    this.#backend = backend
  }

  /**
   * What `plain` returns, which the caller disposes.
   *
   * @param inputs All that differs from call to call, the weights too. No two may share their data.
   */
  run(inputs: readonly tf.Tensor[], plain: () => Outputs): Outputs {
    if (this.#refused) return plain()
    if (this.#plan === undefined) return this.#record(inputs, plain)
    let values: (Float32Array | undefined)[]
    try {
      values = this.#replay(inputs, this.#plan)
    } catch (error) {
      if (!(error instanceof CaptureRefused)) throw error
      this.#refuse()
      return plain()
    }
    if (!this.#checked) return this.#check(values, plain())
    this.replays++
    const { outputs } = this.#plan
    return values.map((one, index) => one && tf.tensor(one, [...outputs[index]!.shape]))
  }

  /** Frees its memory, which it takes again when it is run. */
  release(): void {
    holding.delete(this)
    this.#program?.dispose()
    this.#program = undefined
  }

  #record(inputs: readonly tf.Tensor[], plain: () => Outputs): Outputs {
    const before = inputs.map(({ dataId }) => dataId)
    const options = { inputs, variables: [], outputsOf: (outputs: Outputs) => outputs }
    const { result, trace } = traceCall(this.#backend, options, plain)
    const changesInputs = inputs.some(({ dataId }, index) => dataId !== before[index])
    const isReadable = result.every((output) => output === undefined || output.dtype === 'float32')
    if (trace instanceof CaptureRefused || changesInputs || !isReadable) this.#refuse()
    else if (this.#first === undefined) this.#first = trace
    else this.#planned(this.#first, trace)
    return result
  }

  #planned(first: Trace, second: Trace): void {
    this.#first = undefined
    try {
      this.#plan = planTraces(first, second)
    } catch (error) {
      if (!(error instanceof CaptureRefused)) throw error
      this.#refuse()
      return
    }
    const inputs = this.#plan.inputs.reduce((sum, { shape }) => sum + 4 * shape.reduce((a, b) => a * b, 1), 0)
    if (this.#plan.arenaBytes + inputs > mostBytes) this.#refuse()
  }

  #replay(inputs: readonly tf.Tensor[], plan: Plan): (Float32Array | undefined)[] {
    const program = this.#lowered(inputs, plan)
    if (!this.#checked) program.poison()
    program.run(inputs)
    return plan.outputs.map((_, index) => program.output(index)?.slice())
  }

  #lowered(inputs: readonly tf.Tensor[], plan: Plan): Program {
    this.#program ??= lowerForWasm(this.#backend, plan, { inputs, variables: [] })
    holding.delete(this)
    holding.add(this)
    const own = this.#program
    let bytes = 0
    for (const call of [...holding].reverse()) {
      bytes += call.#program!.bytes
      if (bytes > mostBytesOfAll && call !== this) call.release()
    }
    return own
  }

  /** The plain call counts. */
  #check(values: readonly (Float32Array | undefined)[], outputs: Outputs): Outputs {
    this.#checked = outputs.every((output, index) => {
      const [own, other] = [values[index], output?.dataSync() as Float32Array | undefined]
      return own && other ? sameBits(own, other) : own === other
    })
    if (!this.#checked) this.#refuse()
    return outputs
  }

  #refuse(): void {
    this.release()
    this.#plan = undefined
    this.#first = undefined
    this.#refused = true
  }
}
