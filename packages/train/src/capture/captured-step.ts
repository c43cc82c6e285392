import {
  CaptureRefused,
  HeldVariables,
  lowerForWasm,
  openWasmBackend,
  type Plan,
  type Program,
  planTraces,
  type Trace,
  traceCall,
} from '@dlw/backend/capture'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from '../loop/compilation.ts'
import type { Batch, Gradients, StepParts } from '../loop/step-parts.ts'
import { type Step, type StepResult, trainStep } from '../loop/train-step.ts'
import type { RuleOptimizer } from '../optimizers/rule-optimizer.ts'
import type { CaptureReport } from './capture-report.ts'
import { CapturedMeasure, type Measure } from './captured-measure.ts'
import { firstDifference, type Numbers, numbersOf } from './compare-steps.ts'
import { layerSettings } from './known-code.ts'
import { type CaptureOptions, whyNot } from './why-not.ts'

/** Steps that replay what was captured of the first ones. */
export interface CapturedStep {
  step: Step
  /** Looks whether callbacks have changed settings of layers; if so, steps are captured anew. */
  recheck(): void
  report(): CaptureReport
  /** The numbers that `plain` measures on validation data, the same tensors after each epoch. */
  measure(inputs: readonly tf.Tensor[], plain: Measure): tf.Tensor1D | Float32Array
  /** Frees the memory of captured steps; the weights keep their numbers. */
  dispose(): void
}

/** What a step runs, once for its gradients and once for constraints. */
type Both<Kind> = { gradients: Kind; constrain: Kind | undefined }

/** What is known of steps on batches of one shape. */
type ShapeState = {
  traces: Both<Trace>[]
  plans?: Both<Plan>
  programs?: Both<Program>
  /** Whether a captured step was found equal to a plain one. */
  checked: boolean
}

/** Batches of more shapes than this run as plain steps. */
const mostShapes = 4
/** Changing settings more often than this ends capturing. */
const mostRestarts = 10

/** What {@link capturedStep} needs to know. */
export interface CapturedStepOptions extends CaptureOptions {
  /** Whether metrics are the user's, without a promise about them. */
  ownMetrics?: boolean
  /** Fills the memory of captured steps with NaN before each. Defaults to doing so only while a step is checked. */
  poison?: boolean
}

/**
 * Builds the function that makes a training step: the first steps run through TensorFlow.js and are recorded, one is
 * checked against what was recorded, bit by bit, and all that follow are replayed. A step that cannot be replayed runs
 * through TensorFlow.js.
 */
export function capturedStep(
  model: LayersModel,
  compiled: Compilation,
  parts: StepParts,
  options: CapturedStepOptions,
): CapturedStep {
  const plain = trainStep(parts)
  const reason = whyNot(model, compiled, options)
  if (reason === undefined) return new Capture(model, compiled.optimizer as RuleOptimizer, { parts, plain, options })
  const report = (): CaptureReport => ({ active: false, steps: 0, reason })
  return { step: plain, report, recheck: () => undefined, measure: (_, run) => run(), dispose: () => undefined }
}

class Capture implements CapturedStep {
  readonly #model: LayersModel
  readonly #optimizer: RuleOptimizer
  readonly #parts: StepParts
  readonly #plain: Step
  readonly #poison: boolean
  readonly #backend = openWasmBackend() as Exclude<ReturnType<typeof openWasmBackend>, string>
  readonly #variables: readonly tf.Variable[]
  /** Which of the variables learn. */
  readonly #learning: readonly number[]
  readonly #shapes = new Map<string, ShapeState>()
  readonly #ownMetrics: boolean
  #measures: CapturedMeasure | undefined
  #settings: unknown[]
  #held: HeldVariables | undefined
  #reason: string | undefined
  #replayed = 0
  #restarts = 0
  #rebinds = 0
  #active = false

  constructor(
    model: LayersModel,
    optimizer: RuleOptimizer,
    { parts, plain, options }: { parts: StepParts; plain: Step; options: CapturedStepOptions },
  ) {
    this.#model = model
    this.#optimizer = optimizer
    this.#parts = parts
    this.#plain = plain
    this.#poison = options.poison ?? false
    this.#variables = model.weights.map((weight) => weight.read() as tf.Variable)
    this.#learning = parts.variables.map((variable) => this.#variables.indexOf(variable))
    this.#settings = layerSettings(model)
    this.#ownMetrics = options.ownMetrics ?? false
    this.#startMeasures()
  }

  readonly step: Step = (batch) => {
    if (this.#reason !== undefined) return this.#plain(batch)
    try {
      return this.#step(batch)
    } catch (error) {
      if (!(error instanceof CaptureRefused)) throw error
      this.#giveUp(error)
      return this.#plain(batch)
    }
  }

  recheck(): void {
    if (this.#reason !== undefined) return
    const settings = layerSettings(this.#model)
    const before = this.#settings
    if (settings.length === before.length && settings.every((value, index) => Object.is(value, before[index]))) return
    this.#settings = settings
    this.#release()
    this.#shapes.clear()
    this.#startMeasures()
    if (++this.#restarts > mostRestarts) {
      this.#giveUp(new CaptureRefused('callbacks change the settings of layers too often'))
    }
  }

  report(): CaptureReport {
    if (this.#active) return { active: true, steps: this.#replayed }
    return { active: false, steps: this.#replayed, reason: this.#reason ?? 'The first steps are still being recorded.' }
  }

  measure(inputs: readonly tf.Tensor[], plain: Measure): tf.Tensor1D | Float32Array {
    this.recheck()
    if (!this.#active || !this.#held || !this.#measures) return plain()
    if (!this.#held.settle()) {
      this.#release()
      return plain()
    }
    return this.#measures.run(inputs, this.#held, plain)
  }

  dispose(): void {
    this.#release()
    this.#shapes.clear()
  }

  #startMeasures(): void {
    this.#measures = this.#ownMetrics ? undefined : new CapturedMeasure(this.#backend, this.#variables)
  }

  #step(batch: Batch): StepResult {
    const key = keyOf(batch)
    let state = this.#shapes.get(key)
    if (state === undefined) {
      if (this.#shapes.size >= mostShapes) return this.#plain(batch)
      state = { traces: [], checked: false }
      this.#shapes.set(key, state)
    }
    if (state.plans === undefined) return this.#traced(batch, state)
    if (this.#held && !this.#held.settle()) this.#rebind()
    const programs = this.#programsOf(state, batch)
    if (!state.checked) return this.#checkedStep(batch, state, programs)
    this.#active = true
    this.#replayed++
    return this.#replay(batch, programs)
  }

  /** A plain step that is recorded; after the second one there is a plan. */
  #traced(batch: Batch, state: ShapeState): StepResult {
    const own = copied(batch)
    try {
      const { result, trace: gradients } = traceCall(
        this.#backend,
        {
          inputs: tensorsOf(own),
          variables: this.#variables,
          outputsOf: ({ loss, outputs, gradients: slopes }: Gradients) => [
            loss,
            ...this.#parts.variables.map(({ name }) => slopes[name] ?? undefined),
            ...outputs,
          ],
        },
        () => this.#parts.gradients(own),
      )
      this.#parts.update(result.gradients)
      tf.dispose(result.gradients)
      const constrain = this.#parts.constrain && this.#tracedConstraints(this.#parts.constrain)
      const refusal = [gradients, constrain].find((trace) => trace instanceof CaptureRefused)
      if (refusal) this.#giveUp(refusal)
      else this.#plan(state, { gradients, constrain } as Both<Trace>)
      return { loss: result.loss, outputs: result.outputs }
    } finally {
      tf.dispose(tensorsOf(own))
    }
  }

  #tracedConstraints(constrain: () => void): Trace | CaptureRefused {
    const options = { inputs: [], variables: this.#variables, outputsOf: () => [] }
    return traceCall(this.#backend, options, constrain).trace
  }

  #plan(state: ShapeState, trace: Both<Trace>): void {
    state.traces.push(trace)
    const [first, second] = state.traces
    if (!second) return
    try {
      state.plans = {
        gradients: planTraces(first!.gradients, second.gradients),
        constrain: second.constrain && planTraces(first!.constrain!, second.constrain),
      }
    } catch (error) {
      if (!(error instanceof CaptureRefused)) throw error
      this.#giveUp(error)
    }
    state.traces = []
  }

  /** The programs of a plan, at the addresses where the variables are held. */
  #programsOf(state: ShapeState, batch: Batch): Both<Program> {
    if (state.programs) return state.programs
    const { gradients, constrain } = state.plans!
    this.#held ??= new HeldVariables(this.#backend, this.#variables)
    const variables = this.#held.tensors()
    const lower = (plan: Plan, inputs: readonly tf.Tensor[]): Program =>
      lowerForWasm(this.#backend, plan, { inputs, variables, poison: this.#poison || !state.checked })
    const first = lower(gradients, tensorsOf(batch))
    try {
      state.programs = { gradients: first, constrain: constrain && lower(constrain, []) }
    } catch (error) {
      first.dispose()
      throw error
    }
    return state.programs
  }

  #replay(batch: Batch, { gradients, constrain }: Both<Program>): StepResult {
    if (batch.rows) gradients.runRows(batch.rows)
    else gradients.run(tensorsOf(batch))
    const moved = []
    for (const [index, { name }] of this.#parts.variables.entries()) {
      const gradient = gradients.output(1 + index)
      if (gradient) moved.push({ name, values: gradients.variable(this.#learning[index]!), gradient })
    }
    this.#optimizer.applyInPlace(moved)
    constrain?.run([])
    if (gradients.packs || constrain?.packs) this.#held?.refresh()
    const outputs: StepResult['outputs'] = []
    for (let index = 1 + this.#learning.length; ; index++) {
      const values = gradients.output(index)
      if (!values) break
      outputs.push({ values: values.slice(), shape: gradients.shape(index)! })
    }
    return { loss: gradients.output(0)![0]!, outputs }
  }

  /** A captured step, undone, and a plain one, compared. The plain one counts. */
  #checkedStep(batch: Batch, state: ShapeState, programs: Both<Program>): StepResult {
    const undoOptimizer = this.#optimizer.savepoint()
    // Slots still lie in tensors: the plain step takes them out.
    if (undoOptimizer === undefined) return this.#plain(batch)
    const views = this.#variables.map((_, index) => programs.gradients.variable(index))
    const before = views.map((values) => values.slice())
    let captured: Numbers | undefined
    let refusal: unknown
    try {
      const result = this.#replay(batch, programs)
      captured = numbersOf(this.#variables, this.#optimizer, result)
    } catch (error) {
      refusal = error
    }
    for (const [index, values] of before.entries()) programs.gradients.variable(index).set(values)
    this.#held?.refresh()
    undoOptimizer()
    // Its memory is free for the plain step.
    this.#dropProgram(state)
    const result = this.#plain(batch)
    if (captured === undefined) {
      if (!(refusal instanceof CaptureRefused)) throw refusal
      this.#giveUp(refusal)
      return result
    }
    const difference = firstDifference(captured, numbersOf(this.#variables, this.#optimizer, result))
    if (difference !== undefined) {
      this.#giveUp(new CaptureRefused(`a captured step did not have the bits of a plain one (${difference})`))
    } else state.checked = true
    return result
  }

  /** Somebody holds the numbers of a weight: they keep them, and captured steps go on elsewhere. */
  #rebind(): void {
    this.#release()
    this.#rebinds++
    if (this.#rebinds > 4 && this.#rebinds * 2 > this.#replayed) {
      throw new CaptureRefused('something holds clones of the weights at most steps; read their values instead')
    }
  }

  #dropProgram(state: ShapeState): void {
    state.programs?.gradients.dispose()
    state.programs?.constrain?.dispose()
    delete state.programs
  }

  #release(): void {
    this.#active = false
    for (const state of this.#shapes.values()) this.#dropProgram(state)
    this.#measures?.release()
    this.#held?.dispose()
    this.#held = undefined
  }

  #giveUp({ message }: CaptureRefused): void {
    this.#release()
    this.#shapes.clear()
    this.#reason = `The step cannot be captured: ${message}. It runs as before; pass capture: false to fit to leave out the attempt.`
  }
}

const tensorsOf = ({ inputs, targets, weights }: Batch): tf.Tensor[] => [
  ...inputs,
  ...targets,
  ...(weights ? [weights] : []),
]

/** A batch of tensors that share their numbers with nobody. */
function copied({ inputs, targets, weights }: Batch): Batch {
  const copy = (tensor: tf.Tensor): tf.Tensor => tf.tensor(tensor.dataSync().slice(), tensor.shape, tensor.dtype)
  return { inputs: inputs.map(copy), targets: targets.map(copy), ...(weights && { weights: copy(weights) }) }
}

/** What batches of one plan share: types and shapes, and how many tensors are inputs. */
function keyOf(batch: Batch): string {
  const { rows } = batch
  if (rows) return `${rows.size} rows ${rows.tensors.length}`
  return tensorsOf(batch)
    .map(({ dtype, shape }) => `${dtype} ${shape}`)
    .join(' ')
}
