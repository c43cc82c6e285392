import { expectNoLeaks, golden } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { adadelta } from './adadelta.ts'
import { adagrad } from './adagrad.ts'
import { adam, adamW } from './adam.ts'
import { adamax } from './adamax.ts'
import { lion } from './lion.ts'
import { nadam } from './nadam.ts'
import { rmsprop } from './rmsprop.ts'
import type { RuleOptimizer } from './rule-optimizer.ts'
import { sgd } from './sgd.ts'

interface Step {
  loss: number
  w: number[]
  c: number[]
}
interface Golden {
  problem: { A: number[][]; b: number[]; w: number[]; c: number[] }
  optimizers: { class: string; options: Record<string, unknown>; steps: Step[] }[]
  clipping: {
    gradients: (number[] | number[][])[]
    cases: { options: Record<string, number>; clipped: (number[] | number[][])[] }[]
  }
}
const { problem, optimizers, clipping } = golden<Golden>('keras-optimizers')

const factories: Record<string, (options: Record<string, number>) => RuleOptimizer> = {
  Adadelta: adadelta,
  Adagrad: adagrad,
  Adam: adam,
  AdamW: adamW,
  Adamax: adamax,
  Lion: lion,
  Nadam: nadam,
  RMSprop: rmsprop,
  SGD: sgd,
}
const ours: Record<string, string> = {
  learning_rate: 'learningRate',
  beta_1: 'beta1',
  beta_2: 'beta2',
  clipnorm: 'clipNorm',
  clipvalue: 'clipValue',
  global_clipnorm: 'globalClipNorm',
  weight_decay: 'weightDecay',
  initial_accumulator_value: 'initialAccumulatorValue',
}
const notOurs = ['amsgrad', 'use_ema', 'gradient_accumulation_steps']
const cases = optimizers
  .filter(({ class: name, options }) => name in factories && !notOurs.some((key) => key in options))
  .filter(({ options }) => typeof options.learning_rate !== 'object')
  .map(({ class: name, options, steps }) => ({ name, label: `${name} ${JSON.stringify(options)}`, options, steps }))

const translated = (options: Record<string, unknown>): Record<string, number> =>
  Object.fromEntries(Object.entries(options).map(([key, value]) => [ours[key] ?? key, value as number]))

beforeAll(async () => {
  tf.registerBackend('like-a-gpu', tf.findBackendFactory('cpu'))
  tf.copyRegisteredKernels('cpu', 'like-a-gpu')
  await tf.setBackend('cpu')
})

function tenSteps(optimizer: RuleOptimizer, values: number[] = []): number[] {
  const a = tf.tensor2d(problem.A)
  const b = tf.tensor1d(problem.b)
  const w = tf.tidy(() => tf.variable(tf.tensor1d(problem.w)))
  const c = tf.tidy(() => tf.variable(tf.tensor1d(problem.c)))
  for (let step = 0; step < 10; step++) {
    optimizer.minimize(
      () => tf.sum(tf.square(tf.sub(tf.add(tf.squeeze(tf.matMul(a, tf.expandDims(w, 1)), [1]), c), b))) as tf.Scalar,
      false,
      [w, c],
    )
    values.push(...w.dataSync(), ...c.dataSync())
  }
  tf.dispose([a, b, w, c])
  return values
}

describe.each(cases)('ten steps of $label', ({ name, options, steps }) => {
  const expected = steps.flatMap(({ w, c }) => [...w, ...c])

  it('are those of Keras to 1e-5', async () => {
    const actual = await expectNoLeaks(() => {
      const optimizer = factories[name]!(translated(options))
      const values = tenSteps(optimizer)
      optimizer.dispose()
      return values
    })
    for (const [index, value] of expected.entries()) expect(Math.abs(actual[index]! - value)).toBeLessThan(1e-5)
  })

  it('are the same on tensors, as on a GPU', async () => {
    await tf.setBackend('like-a-gpu')
    const optimizer = factories[name]!(translated(options))
    const actual = await expectNoLeaks(() => {
      const values = tenSteps(optimizer)
      optimizer.dispose()
      return values
    })
    await tf.setBackend('cpu')
    for (const [index, value] of expected.entries()) expect(Math.abs(actual[index]! - value)).toBeLessThan(1e-5)
  })
})

describe('clipping', () => {
  it.each(clipping.cases)('with $options gives the gradients of Keras', ({ options, clipped }) => {
    const optimizer = sgd({ ...translated(options), learningRate: 1 })
    const variables = clipping.gradients.map((values) => tf.variable(tf.zerosLike(tf.tensor(values))))
    optimizer.applyGradients(
      variables.map(({ name }, index) => ({ name, tensor: tf.tensor(clipping.gradients[index]!) })),
    )
    for (const [index, variable] of variables.entries()) {
      const expected = (clipped[index]! as number[]).flat()
      for (const [at, value] of variable.dataSync().entries()) expect(-value).toBeCloseTo(expected[at]!, 6)
    }
    tf.dispose(variables)
  })
})

it('an optimizer goes on with the state of another to the same digits', async () => {
  const first = adam({ learningRate: 0.1 })
  const x = tf.variable(tf.tensor1d([1, -2]))
  const step = (optimizer: RuleOptimizer): void =>
    void optimizer.minimize(() => tf.sum(tf.square(x)) as tf.Scalar, false, [x])
  step(first)
  step(first)
  const state = await first.getWeights()
  const values = x.dataSync().slice()
  step(first)
  const expected = x.dataSync().slice()
  const second = adam({ learningRate: 0.1 })
  await second.setWeights(state)
  // What was taken is still there before the first step, for a third.
  const third = adam({ learningRate: 0.1 })
  const passedOn = await second.getWeights()
  expect((await second.state([x])).slots).toEqual(
    (await first.state([x])).slots.map(() => state.slice(1).map(({ tensor }) => tensor.dataSync())),
  )
  await third.setWeights(passedOn)
  for (const optimizer of [second, third]) {
    x.assign(tf.tensor1d(values))
    step(optimizer)
    expect(x.dataSync()).toEqual(expected)
  }
  tf.dispose([x, ...[...state, ...passedOn].map(({ tensor }) => tensor)])
})

it.each([
  ['adam', () => adam({ learningRate: -1 })],
  ['adam', () => adam({ clipNorm: 1, clipValue: 1 })],
  ['sgd', () => sgd({ momentum: 1 })],
  ['adam', () => adam({ clipNorm: Number.NaN })],
])('%s refuses options out of range', (_, make) => {
  expect(make).toThrow(RangeError)
})
