import {
  CaptureRefused,
  type HeldVariables,
  lowerForWasm,
  type NativeUpdate,
  type OpenWasmBackend,
  type Plan,
  type Program,
  planTraces,
  type Trace,
  traceCall,
} from '@dlw/backend/capture'
import * as tf from '@tensorflow/tfjs-core'
import type { Gradients, StepBatch, StepParts } from '../loop/step/step-parts.ts'
import type { ReadOutput, StepResult } from '../loop/step/train-step.ts'
import type { NumberedVariable, RuleOptimizer } from '../optimizers/rule-optimizer.ts'
import { copiedBatch, tensorsOf } from './batch-tensors.ts'

/** What a step runs, once for its gradients and once for constraints. */
type Both<Kind> = { gradients: Kind; constrain: Kind | undefined }

/** What all programs of a training have in common. */
export interface StepContext {
  backend: OpenWasmBackend
  parts: StepParts
  optimizer: RuleOptimizer
  /** Moves the weights in wasm memory. */
  update: NativeUpdate | undefined
  /** All weights of the model. */
  variables: readonly tf.Variable[]
  /** Which of them learn, in the order of the parts. */
  learning: readonly number[]
}

/** Steps on batches of one shape: recorded twice, then planned, then turned into programs. */
export class StepPrograms {
  /** Whether a captured step was found equal to a plain one. */
  checked = false
  readonly #context: StepContext
  /** How many of each a step leaves. */
  #left = { outputs: 0, losses: 0, masks: 0 }
  #first: Both<Trace> | undefined
  #plans: Both<Plan> | undefined
  #programs: Both<Program> | undefined

  constructor(context: StepContext) {
    this.#context = context
  }

  get isPlanned(): boolean {
    return this.#plans !== undefined
  }

  /** Bytes that the results of a step need together. */
  get bytes(): number {
    return this.#plans?.gradients.arenaBytes ?? 0
  }

  /**
   * Makes a plain step and records it; after the second one there is a plan.
   *
   * @returns What the step left, and why it cannot be captured, if so.
   */
  record(batch: StepBatch): { result: StepResult; refusal: CaptureRefused | undefined } {
    const { backend, parts, variables } = this.#context
    const own = copiedBatch(batch)
    try {
      const outputsOf = ({ loss, outputs, losses, masks, gradients }: Gradients) => [
        loss,
        ...parts.variables.map(({ name }) => gradients[name] ?? undefined),
        ...outputs,
        ...losses,
        ...masks,
      ]
      const options = { inputs: tensorsOf(own), variables, outputsOf }
      const { result, trace: gradients } = traceCall(backend, options, () => parts.gradients(own))
      parts.update(result.gradients)
      tf.dispose(result.gradients)
      const constrain =
        parts.constrain && traceCall(backend, { inputs: [], variables, outputsOf: () => [] }, parts.constrain).trace
      const { gradients: _, ...left } = result
      this.#left = { outputs: left.outputs.length, losses: left.losses.length, masks: left.masks.length }
      return { result: left, refusal: this.#note(gradients, constrain) }
    } finally {
      tf.dispose(tensorsOf(own))
    }
  }

  #note(gradients: Trace | CaptureRefused, constrain: Trace | CaptureRefused | undefined): CaptureRefused | undefined {
    if (gradients instanceof CaptureRefused) return gradients
    if (constrain instanceof CaptureRefused) return constrain
    const first = this.#first
    if (first === undefined) {
      this.#first = { gradients, constrain }
      return undefined
    }
    this.#first = undefined
    try {
      this.#plans = {
        gradients: planTraces(first.gradients, gradients),
        constrain: constrain && planTraces(first.constrain!, constrain),
      }
      return undefined
    } catch (error) {
      if (error instanceof CaptureRefused) return error
      throw error
    }
  }

  /** Makes a captured step on the weights where they are held; `poison` fills its memory with NaN first. */
  replay(batch: StepBatch, held: HeldVariables, poison: boolean): StepResult {
    const { parts, learning, optimizer, update } = this.#context
    const { gradients, constrain } = this.#lowered(batch, held)
    if (poison) for (const program of [gradients, constrain]) program?.poison()
    if (batch.rows) gradients.runRows(batch.rows)
    else gradients.run(tensorsOf(batch))
    const moved: NumberedVariable[] = []
    for (const [index, { name }] of parts.variables.entries()) {
      const gradient = gradients.output(1 + index)
      if (gradient) moved.push({ name, values: gradients.variable(learning[index]!), gradient })
    }
    optimizer.applyInPlace(moved, update)
    constrain?.run([])
    if (gradients.packs || constrain?.packs) held.refresh()
    let place = 1 + learning.length
    const read = (): ReadOutput | undefined => {
      const index = place++
      const values = gradients.output(index)
      return values && { values: values.slice(), shape: gradients.shape(index)! }
    }
    const { outputs, losses, masks } = this.#left
    return {
      loss: gradients.output(0)![0]!,
      outputs: Array.from({ length: outputs }, () => read()!),
      losses: Array.from({ length: losses }, () => read()!.values[0]!),
      masks: Array.from({ length: masks }, read),
    }
  }

  /** The programs of the plans, at the addresses where the weights are held. */
  #lowered(batch: StepBatch, held: HeldVariables): Both<Program> {
    if (this.#programs) return this.#programs
    const { backend } = this.#context
    const { gradients, constrain } = this.#plans!
    const variables = held.tensors()
    const first = lowerForWasm(backend, gradients, { inputs: tensorsOf(batch), variables })
    try {
      const second = constrain && lowerForWasm(backend, constrain, { inputs: [], variables })
      this.#programs = { gradients: first, constrain: second }
    } catch (error) {
      first.dispose()
      throw error
    }
    return this.#programs
  }

  /** Frees the memory of the programs; they are made again when they are needed. */
  release(): void {
    this.#programs?.gradients.dispose()
    this.#programs?.constrain?.dispose()
    this.#programs = undefined
  }
}
