import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { CaptureReport } from '../src/capture/capture-report.ts'
import { captureTraining } from '../src/capture/capture-training.ts'
import { compilation } from '../src/compile/compilation.ts'
import { logitRunner } from '../src/compile/logits.ts'
import type { Batch } from '../src/loop/batch.ts'
import { dropoutSeeds } from '../src/loop/step/dropout-seeds.ts'
import { stepParts } from '../src/loop/step/step-parts.ts'
import { disposeResults, isRead, type ReadOutput, trainStep } from '../src/loop/step/train-step.ts'
import { setLearningRate } from '../src/optimizers/learning-rate.ts'
import { isRuleOptimizer } from '../src/optimizers/rule-optimizer.ts'

/** What {@link compareCaptured} needs to know. */
export interface CompareOptions {
  /** Makes the same compiled model each time. */
  build: () => LayersModel
  /** Shapes of a row of each input. */
  inputs: readonly number[][]
  /** Makes the targets of so many rows; `seed` differs from batch to batch. */
  targets: (rows: number, seed: number) => tf.Tensor[]
  /** Makes the inputs of so many rows. Defaults to normal numbers. */
  rowsOf?: (rows: number, seed: number) => tf.Tensor[]
  /** Rows of each step. Defaults to ten times 6, with 3 in between. */
  sizes?: readonly number[]
  weighted?: boolean
  schedule?: (step: number) => number
  capture?: boolean
  /** Called before each step, of both trainings. */
  before?: (step: number, model: LayersModel) => void
}

/** Numbers in bits, so that NaN and signs of zeros count. */
const bits = (values: Float32Array): string => Buffer.from(values.slice().buffer).toString('base64')

const valuesOf = (output: tf.Tensor | ReadOutput): Float32Array =>
  isRead(output) ? output.values : (output.dataSync() as Float32Array)

/** Trains twice, with plain and with captured steps, and returns what each left, in bits, and how capturing went. */
export async function compareCaptured(options: CompareOptions): Promise<{
  plain: string[]
  captured: string[]
  report: CaptureReport
}> {
  const plain = await run(options, false)
  const captured = await run(options, true)
  return { plain: plain.left, captured: captured.left, report: captured.report }
}

const defaultSizes = [6, 6, 3, 6, 6, 3, 6, 6, 3, 6, 6, 3, 6, 6, 3]

async function run(options: CompareOptions, captures: boolean): Promise<{ left: string[]; report: CaptureReport }> {
  const { sizes = defaultSizes, inputs, targets, weighted = false, schedule, before, capture } = options
  const model = options.build()
  const compiled = compilation(model, 'test')
  const parts = stepParts(model, compiled, logitRunner(model, compiled))
  const captured = await captureTraining(model, compiled, parts, { capture, steps: 100, poison: true })
  const step = captures ? captured.step : trainStep(parts)
  const dropout = dropoutSeeds(model, 5)
  const rowsOf =
    options.rowsOf ??
    ((rows: number, seed: number) => inputs.map((shape) => tf.randomNormal([rows, ...shape], 0, 1, 'float32', seed)))
  const left: string[] = []
  for (const [index, rows] of sizes.entries()) {
    const weights = weighted ? tf.randomUniform([rows], 0, 2, 'float32', 300 + index) : undefined
    const batch: Batch = {
      inputs: rowsOf(rows, 100 + index),
      targets: targets(rows, 200 + index),
      ...(weighted && {
        weights: Array.from({ length: model.outputs.length }, () => weights),
      }),
    }
    if (schedule) setLearningRate(compiled.optimizer, schedule(index))
    before?.(index, model)
    if (captures) captured.recheck()
    dropout.set(index)
    const result = step(batch)
    const { loss, outputs, losses, masks } = result
    for (const one of [loss, ...losses]) {
      left.push(`loss ${index}: ${typeof one === 'number' ? one : one.dataSync()[0]}`)
    }
    for (const output of [...outputs, ...masks]) left.push(output ? bits(valuesOf(output)) : 'none')
    disposeResults([result])
    tf.dispose([...batch.inputs, ...batch.targets, ...(weights ? [weights] : [])])
  }
  const report = captured.report()
  captured.dispose()
  dropout.restore()
  for (const weight of model.weights) {
    left.push(`${weight.shape}: ${bits(weight.read().dataSync() as Float32Array)}`)
  }
  const { optimizer } = compiled
  if (isRuleOptimizer(optimizer)) left.push(...optimizer.slotNumbers().map(bits), String(optimizer.iterations))
  model.dispose()
  optimizer.dispose()
  return { left, report }
}
