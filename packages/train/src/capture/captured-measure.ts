import {
  CaptureRefused,
  type HeldVariables,
  lowerForWasm,
  type OpenWasmBackend,
  type Plan,
  type Program,
  planTraces,
  type Trace,
  traceCall,
} from '@dlw/backend/capture'
import type * as tf from '@tensorflow/tfjs-core'
import type { Measure } from './training-steps.ts'

/** A captured measure does not keep more memory than this, in bytes: the gain is small beside such work. */
const mostBytes = 2 ** 24

/**
 * Loss and metrics of a model on validation data, which are the same kernels after each epoch: recorded twice, checked
 * once, then replayed. What cannot be captured is measured as before.
 */
export class CapturedMeasure {
  readonly #backend: OpenWasmBackend
  readonly #variables: readonly tf.Variable[]
  #first: Trace | undefined
  #plan: Plan | undefined
  #program: Program | undefined
  #checked = false
  #refused = false

  constructor(backend: OpenWasmBackend, variables: readonly tf.Variable[]) {
    this.#backend = backend
    this.#variables = variables
  }

  /** The numbers that `plain` measures on these inputs. `held` keeps the weights where the program reads them. */
  run(inputs: readonly tf.Tensor[], held: HeldVariables, plain: Measure): tf.Tensor1D | Float32Array {
    if (this.#refused) return plain()
    if (this.#plan === undefined) return this.#traced(inputs, plain)
    try {
      this.#program ??= lowerForWasm(this.#backend, this.#plan, { inputs, variables: held.tensors() })
      this.#program.run(inputs)
      const values = this.#program.output(0)!.slice()
      return this.#checked ? values : this.#check(values, plain())
    } catch (error) {
      if (!(error instanceof CaptureRefused)) throw error
      this.#refuse()
      return plain()
    }
  }

  /** Frees its memory; it may be run again at other addresses. */
  release(): void {
    this.#program?.dispose()
    this.#program = undefined
  }

  #traced(inputs: readonly tf.Tensor[], plain: Measure): tf.Tensor1D {
    const options = { inputs, variables: this.#variables, outputsOf: (result: tf.Tensor1D) => [result] }
    const { result, trace } = traceCall(this.#backend, options, plain)
    if (trace instanceof CaptureRefused || trace.updates.length > 0) this.#refuse()
    else if (this.#first === undefined) this.#first = trace
    else this.#planned(this.#first, trace)
    return result
  }

  #planned(first: Trace, second: Trace): void {
    try {
      this.#plan = planTraces(first, second)
      if (this.#plan.arenaBytes > mostBytes) this.#refuse()
    } catch (error) {
      if (!(error instanceof CaptureRefused)) throw error
      this.#refuse()
    }
    this.#first = undefined
  }

  #check(values: Float32Array, result: tf.Tensor1D): tf.Tensor1D {
    const wanted = result.dataSync()
    this.#checked = values.length === wanted.length && values.every((value, index) => Object.is(value, wanted[index]))
    if (!this.#checked) this.#refuse()
    return result
  }

  #refuse(): void {
    this.release()
    this.#plan = undefined
    this.#first = undefined
    this.#refused = true
  }
}
