import {
  CaptureRefused,
  HeldVariables,
  nativeUpdate,
  type OpenWasmBackend,
  openWasmBackend,
} from '@dlw/backend/capture'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { StepBatch, StepParts } from '../loop/step/step-parts.ts'
import type { Step, StepResult } from '../loop/step/train-step.ts'
import type { RuleOptimizer } from '../optimizers/rule-optimizer.ts'
import { shapesOf } from './batch-tensors.ts'
import type { CaptureReport } from './capture-report.ts'
import { firstDifference, type Numbers, numbersOf } from './compare-steps.ts'
import { layerSettings } from './known-code.ts'
import { type StepContext, StepPrograms } from './step-programs.ts'
import type { TrainingSteps } from './training-steps.ts'

/** Batches of more shapes than this run as plain steps. */
const mostShapes = 4
/** Changing settings more often than this ends capturing. */
const mostRestarts = 10

/** Steps whose results take more bytes are mostly arithmetic: preparing their replay takes as long as several of them. */
const largeStep = 2 ** 23
/** Fewer large steps than this are not worth it. */
const fewestLargeSteps = 100

/** Options of {@link capturedSteps}. */
export interface CapturedStepsOptions {
  parts: StepParts
  /** The step that counts while nothing is captured. */
  plain: Step
  /** How many steps the training has. */
  steps: number
  /** Fills the memory of captured steps with NaN before each, not only while a step is checked. */
  poison: boolean
}

/**
 * Makes training steps: the first ones run through TensorFlow.js and are recorded, one is checked against what was
 * recorded, bit by bit, and all that follow are replayed. A step that cannot be replayed runs through TensorFlow.js.
 */
export function capturedSteps(
  model: LayersModel,
  optimizer: RuleOptimizer,
  options: CapturedStepsOptions,
): TrainingSteps {
  return new CapturedSteps(model, optimizer, options)
}

class CapturedSteps implements TrainingSteps {
  readonly #model: LayersModel
  readonly #options: CapturedStepsOptions
  readonly #context: StepContext
  readonly #shapes = new Map<string, StepPrograms>()
  #settings: unknown[]
  #held: HeldVariables | undefined
  #reason: string | undefined
  #active = false
  #replayed = 0
  #restarts = 0
  #rebinds = 0

  constructor(model: LayersModel, optimizer: RuleOptimizer, options: CapturedStepsOptions) {
    const { parts } = options
    const variables = model.weights.map((weight) => weight.read() as tf.Variable)
    const learning = parts.variables.map((variable) => variables.indexOf(variable))
    this.#model = model
    this.#options = options
    const backend = openWasmBackend() as OpenWasmBackend
    this.#context = { backend, parts, optimizer, update: nativeUpdate(backend), variables, learning }
    this.#settings = layerSettings(model)
  }

  readonly step: Step = (batch) => {
    if (this.#reason !== undefined) return this.#options.plain(batch)
    try {
      return this.#step(batch)
    } catch (error) {
      if (!(error instanceof CaptureRefused)) throw error
      this.#giveUp(error)
      return this.#options.plain(batch)
    }
  }

  recheck(): void {
    if (this.#reason !== undefined) return
    const settings = layerSettings(this.#model)
    const before = this.#settings
    if (settings.length === before.length && settings.every((value, index) => Object.is(value, before[index]))) return
    this.#settings = settings
    this.dispose()
    if (++this.#restarts > mostRestarts) {
      this.#giveUp(new CaptureRefused('callbacks change the settings of layers too often'))
    }
  }

  report(): CaptureReport {
    if (this.#active) return { active: true, steps: this.#replayed }
    return { active: false, steps: this.#replayed, reason: this.#reason ?? 'The first steps are still being recorded.' }
  }

  dispose(): void {
    this.#release()
    this.#shapes.clear()
  }

  #step(batch: StepBatch): StepResult {
    if (tf.getBackend() !== 'wasm' || tf.findBackend('wasm') !== this.#context.backend) {
      throw new CaptureRefused('the backend was changed while the training ran')
    }
    const programs = this.#programsFor(batch)
    if (programs === undefined) return this.#options.plain(batch)
    if (!programs.isPlanned) {
      const { result, refusal } = programs.record(batch)
      if (refusal) this.#giveUp(refusal)
      else if (programs.bytes > largeStep && this.#options.steps < fewestLargeSteps) {
        this.#giveUp(new CaptureRefused(`it is too large to be worth it for ${this.#options.steps} steps`))
      }
      return result
    }
    if (this.#held && !this.#held.settle()) this.#rebind()
    this.#held ??= new HeldVariables(this.#context.backend, this.#context.variables)
    if (!programs.checked) return this.#check(batch, programs, this.#held)
    const result = programs.replay(batch, this.#held, this.#options.poison)
    this.#active = true
    this.#replayed++
    return result
  }

  #programsFor(batch: StepBatch): StepPrograms | undefined {
    const shapes = shapesOf(batch)
    const known = this.#shapes.get(shapes)
    if (known || this.#shapes.size >= mostShapes) return known
    const programs = new StepPrograms(this.#context)
    this.#shapes.set(shapes, programs)
    return programs
  }

  /** A captured step, undone, and a plain one, compared. The plain one counts. */
  #check(batch: StepBatch, programs: StepPrograms, held: HeldVariables): StepResult {
    const { variables, optimizer } = this.#context
    const { plain } = this.#options
    const undoOptimizer = optimizer.savepoint()
    // Its memory still lies in tensors: the plain step takes it out.
    if (undoOptimizer === undefined) return plain(batch)
    const undoWeights = held.savepoint()
    let captured: Numbers | undefined
    let failure: unknown
    try {
      captured = numbersOf(variables, optimizer, programs.replay(batch, held, true))
    } catch (error) {
      failure = error
    }
    undoWeights()
    undoOptimizer()
    // Its memory is free for the plain step.
    if (programs.bytes > largeStep) programs.release()
    const result = plain(batch)
    if (captured === undefined) {
      if (!(failure instanceof CaptureRefused)) throw failure
      this.#giveUp(failure)
      return result
    }
    const difference = firstDifference(captured, numbersOf(variables, optimizer, result))
    if (difference === undefined) programs.checked = true
    else this.#giveUp(new CaptureRefused(`a captured step did not have the bits of a plain one (${difference})`))
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

  #release(): void {
    this.#active = false
    for (const programs of this.#shapes.values()) programs.release()
    this.#context.update?.settle()
    this.#held?.dispose()
    this.#held = undefined
  }

  #giveUp({ message }: CaptureRefused): void {
    this.dispose()
    this.#reason = `The step cannot be captured: ${message}. It runs as before; pass capture: false to fit to leave out the attempt.`
  }
}
