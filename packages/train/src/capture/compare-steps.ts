import type * as tf from '@tensorflow/tfjs-core'
import { isRead, type ReadOutput, type StepResult } from '../loop/step/train-step.ts'
import type { RuleOptimizer } from '../optimizers/rule-optimizer.ts'
import { sameBits } from './same-bits.ts'

/** All numbers that a step leaves, under names for people. */
export type Numbers = [name: string, values: Float32Array][]

/** Copies what a step left in variables, optimizer and result. */
export function numbersOf(
  variables: readonly tf.Variable[],
  optimizer: RuleOptimizer,
  { loss, outputs, losses, masks }: StepResult,
): Numbers {
  const numberOf = (one: tf.Scalar | number): Float32Array =>
    typeof one === 'number' ? Float32Array.of(one) : (one.dataSync() as Float32Array)
  const valuesOf = (one: tf.Tensor | ReadOutput): Float32Array =>
    isRead(one) ? one.values : (one.dataSync() as Float32Array)
  return [
    ['loss', numberOf(loss)],
    ['iterations', Float32Array.of(optimizer.iterations)],
    ...outputs.map((output, index): Numbers[number] => [`output ${index}`, valuesOf(output)]),
    ...losses.map((one, index): Numbers[number] => [`loss ${index}`, numberOf(one)]),
    ...masks.map((mask, index): Numbers[number] => [`mask ${index}`, mask ? valuesOf(mask) : new Float32Array()]),
    ...variables.map((variable): Numbers[number] => [variable.name, (variable.dataSync() as Float32Array).slice()]),
    ...optimizer.slotNumbers().map((slot, index): Numbers[number] => [`slot ${index}`, slot.slice()]),
  ]
}

/** The first name whose bits differ; every NaN equals every other. */
export function firstDifference(a: Numbers, b: Numbers): string | undefined {
  if (a.length !== b.length) return 'number of results'
  for (const [index, [name, values]] of a.entries()) {
    const others = b[index]![1]
    if (!sameBits(values, others)) return name
  }
  return undefined
}
