import { useBackend } from '@dlw/backend'
import { batchNormalization } from '@dlw/models'
import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import {
  model as buildModel,
  initializers,
  input,
  type LayersModel,
  layers,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { exponentialMovingAverage } from '../src/callbacks/exponential-moving-average.ts'
import { stochasticWeightAveraging } from '../src/callbacks/stochastic-weight-averaging.ts'
import { type CompileOptions, compile } from '../src/compile/compile.ts'
import { evaluate } from '../src/evaluate/evaluate.ts'
import type { Callback, History } from '../src/loop/callback.ts'
import { type FitOptions, fit } from '../src/loop/fit.ts'
import { mixup } from '../src/loop/step/mixup.ts'
import type { Metric } from '../src/losses/loss.ts'

beforeAll(async () => {
  tf.env().set('PROD', true)
  await useBackend({ prefer: 'wasm', threads: 1 })
})

const rows = Array.from({ length: 40 }, (_, row) => [Math.sin(row), Math.cos(3 * row), Math.sin(7 * row)])
const data = { x: rows, y: rows.map(([a, b, c]) => [a! + b! * c!, a! * b!]) }

interface Setting {
  compiled?: Partial<CompileOptions>
  more?: () => layers.Layer[]
  options?: Partial<FitOptions>
  /** Made anew for each training. */
  callbacks?: () => Callback[]
}

function network({ compiled, more = () => [] }: Setting): LayersModel {
  const kernelInitializer = (seed: number) => initializers.glorotUniform({ seed })
  const model = sequential()
  model.add(layers.dense({ units: 8, activation: 'relu', inputShape: [3], kernelInitializer: kernelInitializer(1) }))
  for (const layer of more()) model.add(layer)
  model.add(layers.dense({ units: 2, kernelInitializer: kernelInitializer(2) }))
  compile(model, { loss: 'mse', learningRate: 0.01, ...compiled })
  return model
}

interface Outcome {
  history: History
  weights: string[]
}

async function train(setting: Setting, options: Partial<FitOptions> = {}): Promise<Outcome> {
  const model = network(setting)
  const history = await fit(model, data, {
    ...{ epochs: 12, batchSize: 8, seed: 0, callbacks: setting.callbacks?.() ?? [] },
    ...setting.options,
    ...options,
  })
  const weights = model.weights.map((weight) => String([...weight.read().dataSync()]))
  model.dispose()
  return { history, weights }
}

/** Trains with and without capturing, expects the same digits, and returns how capturing went. */
async function compared(setting: Setting) {
  const plain = await train(setting, { capture: false })
  const { history, weights } = await train(setting)
  expect(history.metrics).toEqual(plain.history.metrics)
  expect(weights).toEqual(plain.weights)
  return history.capture!
}

const squares = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => tf.mean(tf.squaredDifference(yTrue, yPred), -1)

class OwnLayer extends layers.Layer {
  static readonly className: string = 'OwnLayer'
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.mul(Array.isArray(inputs) ? inputs[0]! : inputs, 2)
  }
}

describe('a training that cannot be captured says why, and has the digits of one that is not', () => {
  const counting = (of: (step: number) => number): CompileOptions['loss'] => {
    let calls = 0
    return (yTrue, yPred) => tf.mul(squares(yTrue, yPred), of(++calls))
  }

  it.each<[string, Setting, RegExp]>([
    ['capture: false', { options: { capture: false } }, /^fit was called with capture: false\. Leave/],
    ['too few steps', { options: { epochs: 2 } }, /^The training has 10 steps, too few/],
    [
      'gradients of several steps',
      { options: { gradientAccumulationSteps: 2 } },
      /^Gradients of several steps are accumulated\. Train as before/,
    ],
    [
      'a step of the user',
      {
        options: { trainStep: (batch, { minimize, compiledLoss }) => ({ loss: minimize(() => compiledLoss(batch)) }) },
      },
      /^The step is your own trainStep\. Leave it out/,
    ],
    ['a loss of the user', { compiled: { loss: squares } }, /^The loss squares is your own\. Pass capture: true/],
    ['a layer of the user', { more: () => [new OwnLayer()] }, /^The layer .* \(OwnLayer\) is your own\. Pass/],
    [
      'a loss that reads values',
      {
        compiled: { loss: (yTrue, yPred) => tf.mul(squares(yTrue, yPred), 1 + tf.mean(yTrue).dataSync()[0]! ** 2) },
        options: { capture: true },
      },
      /numbers that JavaScript computes differ from step to step/,
    ],
    [
      'a variable of the user',
      {
        compiled: { loss: (yTrue, yPred) => tf.mul(squares(yTrue, yPred), outside()) },
        options: { capture: true },
      },
      /reads a variable that is not a weight of the model/,
    ],
  ])('%s', async (_, setting, reason) => {
    const { active, reason: why } = await compared(setting)
    expect(why).toMatch(reason)
    expect(active).toBe(false)
  })

  let variable: tf.Variable | undefined
  const outside = (): tf.Variable => {
    variable ??= tf.tidy(() => tf.variable(tf.scalar(2), false))
    return variable
  }

  it('kernels that others registered', async () => {
    const { kernelFunc } = tf.getKernel('Relu', 'wasm')
    tf.registerKernel({ kernelName: 'OwnKernel', backendName: 'wasm', kernelFunc: (call) => kernelFunc(call) })
    try {
      const { active, reason } = await compared({})
      expect(reason).toMatch(/^The kernel OwnKernel was registered after the backend was started/)
      expect(active).toBe(false)
      await useBackend({ prefer: 'wasm', threads: 1 })
      expect(await compared({})).toMatchObject({ active: true })
    } finally {
      tf.unregisterKernel('OwnKernel', 'wasm')
    }
  })

  it('large steps of which there are few', async () => {
    const model = sequential()
    model.add(layers.dense({ units: 1000, activation: 'relu', inputShape: [3] }))
    model.add(layers.dense({ units: 2 }))
    compile(model, { loss: 'mse' })
    const many = { x: tf.randomNormal([2000, 3]), y: tf.randomNormal([2000, 2]) }
    const { capture } = await fit(model, many, { epochs: 12, batchSize: 2000, seed: 0 })
    expect(capture!.reason).toMatch(/it is too large to be worth it for 12 steps/)
    tf.dispose([many.x, many.y])
    model.dispose()
  })

  it('control flow that differs from step to step', async () => {
    const setting = (): Setting => {
      let calls = 0
      const loss: CompileOptions['loss'] = (yTrue, yPred) =>
        ++calls % 2 === 0 ? tf.neg(tf.neg(squares(yTrue, yPred))) : squares(yTrue, yPred)
      return { compiled: { loss }, options: { capture: true } }
    }
    const plain = await train(setting(), { capture: false })
    const { history, weights } = await train(setting())
    expect(history.capture!.reason).toMatch(/kernels differ from step to step \(\w+ (and \w+ )?at place \d+\)/)
    expect(weights).toEqual(plain.weights)
  })

  it('numbers that change after the first steps are found when a step is checked', async () => {
    const scale = (call: number): number => (call <= 2 ? 1 : 0.5)
    const plain = await train({ compiled: { loss: counting(scale) } }, { capture: false })
    const { history, weights } = await train({ compiled: { loss: counting(scale) } }, { capture: true })
    expect(history.capture!.reason).toMatch(/did not have the bits of a plain one \(loss\)/)
    expect(weights).toEqual(plain.weights)
  })

  it('an optimizer of TensorFlow.js', async () => {
    const model = network({})
    model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' })
    const { capture } = await fit(model, data, { epochs: 5, batchSize: 8, seed: 0 })
    expect(capture).toMatchObject({ active: false, reason: expect.stringMatching(/with one of @dlw\/train/) })
    model.dispose()
  })

  it('layers with random numbers of their own', async () => {
    const { history } = await train({ more: () => [layers.gaussianNoise({ stddev: 0.1 })] })
    expect(history.capture!.reason).toMatch(/draws random numbers/)
  })

  it('layers that remember the last batch', async () => {
    const model = sequential()
    const recurrentInitializer = 'glorotUniform'
    model.add(layers.lstm({ units: 3, stateful: true, batchInputShape: [8, 3, 1], recurrentInitializer }))
    model.add(layers.dense({ units: 2 }))
    compile(model, { loss: 'mse' })
    const x = tf.tensor(rows.flat(), [40, 3, 1])
    const { capture } = await fit(model, { x, y: data.y }, { epochs: 5, batchSize: 8, seed: 0 })
    expect(capture!.reason).toMatch(/differ from step to step/)
    x.dispose()
    model.dispose()
  })

  it('other backends', async () => {
    await useBackend({ prefer: 'cpu' })
    const { history } = await train({})
    expect(history.capture).toEqual({
      active: false,
      steps: 0,
      reason: expect.stringMatching(/the cpu backend is active/),
    })
    await useBackend({ prefer: 'wasm', threads: 1 })
  })
})

describe('a captured training goes on with the digits of a plain one', () => {
  it('with code of the user that promises to be the same at each step', async () => {
    const setting = { compiled: { loss: squares }, more: () => [new OwnLayer()], options: { capture: true } }
    expect(await compared(setting)).toEqual({ active: true, steps: 57 })
  })

  it.each<[string, () => Callback]>([
    ['exponentialMovingAverage', () => exponentialMovingAverage()],
    ['stochasticWeightAveraging', () => stochasticWeightAveraging({ startFromEpoch: 4 })],
  ])('with the callback %s', async (_, callback) => {
    await compared({ callbacks: () => [callback()] })
  })

  it('when batches are changed before the model trains on them', async () => {
    const setting = { options: { augment: mixup(), sampleWeight: rows.map(([value]) => 1 + value!) } }
    expect(await compared(setting)).toEqual({ active: true, steps: 57 })
  })

  it('when validation data have weights', async () => {
    const validation = { ...data, sampleWeight: rows.map(([value]) => 1 + value!) }
    const setting = { compiled: { metrics: ['mae'] as const }, options: { validation } }
    expect(await compared(setting)).toEqual({ active: true, steps: 57 })
  })

  it('with several outputs that share the weights of rows, and validation', async () => {
    const build = (): LayersModel => {
      const x = input({ shape: [3] })
      const hidden = layers
        .dense({ units: 6, activation: 'tanh', kernelInitializer: initializers.glorotUniform({ seed: 5 }) })
        .apply(x)
      const outputs = ['a', 'b'].map((name, index) =>
        layers
          .dense({ name, units: 1, kernelInitializer: initializers.glorotUniform({ seed: 6 + index }) })
          .apply(hidden),
      ) as SymbolicTensor[]
      const several = buildModel({ inputs: x, outputs })
      compile(several, { loss: 'mse', lossWeights: [1, 0.5], metrics: { a: 'mae' }, learningRate: 0.01 })
      return several
    }
    const y = { a: data.y.map(([one]) => [one!]), b: data.y.map(([, two]) => [two!]) }
    const sampleWeight = rows.map(([value]) => 1 + value!)
    const options = { epochs: 12, batchSize: 8, seed: 0, sampleWeight, validation: { x: rows, y } }
    const [plain, captured] = [build(), build()]
    const { metrics } = await fit(plain, { x: rows, y }, { ...options, capture: false })
    const history = await fit(captured, { x: rows, y }, options)
    expect(history.metrics).toEqual(metrics)
    expect(Object.keys(metrics)).toContain('val_b_loss')
    expect(history.capture).toEqual({ active: true, steps: 57 })
    const numbers = (one: LayersModel) => one.weights.map((weight) => [...weight.read().dataSync()])
    expect(numbers(captured)).toEqual(numbers(plain))
    for (const one of [plain, captured]) one.dispose()
  })

  it('when callbacks set weights', async () => {
    const setting = {
      callbacks: (): Callback[] => [
        {
          onEpochEnd: (_, __, { model }) =>
            tf.tidy(() => model.setWeights(model.getWeights().map((weight) => tf.mul(weight, 0.9)))),
        },
      ],
    }
    expect(await compared(setting)).toMatchObject({ active: true, steps: 57 })
  })

  it('when callbacks freeze layers', async () => {
    const setting = {
      more: () => [batchNormalization()],
      callbacks: (): Callback[] => [
        {
          onEpochEnd(epoch, _, { model }) {
            if (epoch === 4) model.layers[1]!.trainable = false
          },
        },
      ],
    }
    expect(await compared(setting)).toMatchObject({ active: true, steps: 54 })
  })

  it('when callbacks compile the model again', async () => {
    const setting = {
      callbacks: (): Callback[] => [
        {
          onEpochEnd(epoch, _, { model }) {
            if (epoch === 5) compile(model, { loss: 'mae', optimizer: 'sgd' })
          },
        },
      ],
    }
    expect(await compared(setting)).toMatchObject({ active: true })
  })

  it('when callbacks change the learning rate at each step', async () => {
    const setting = {
      callbacks: (): Callback[] => [
        {
          onBatchBegin(batch, training) {
            training.learningRate = 0.01 / (batch + 1)
          },
        },
      ],
    }
    expect(await compared(setting)).toMatchObject({ active: true, steps: 57 })
  })

  it('when callbacks hold clones of weights, which keep their numbers', async () => {
    const held: { clone: tf.Tensor; values: number[] }[] = []
    const setting = {
      callbacks: (): Callback[] => [
        {
          onEpochEnd(_, __, { model }) {
            const clone = tf.clone(model.weights[0]!.read())
            held.push({ clone, values: [...clone.dataSync()] })
          },
        },
      ],
    }
    expect(await compared(setting)).toMatchObject({ active: true, steps: 57 })
    for (const { clone, values } of held) expect([...clone.dataSync()]).toEqual(values)
    expect(new Set(held.map(({ values }) => String(values))).size).toBe(12)
    tf.dispose(held.map(({ clone }) => clone))
  })

  it('until somebody holds clones at each step', async () => {
    const held: tf.Tensor[] = []
    const setting = {
      callbacks: (): Callback[] => [
        { onBatchEnd: (_, __, { model }) => void held.push(tf.clone(model.weights[0]!.read())) },
      ],
    }
    const { active, reason } = await compared(setting)
    expect(active).toBe(false)
    expect(reason).toMatch(/holds clones of the weights at most steps; read their values instead/)
    tf.dispose(held)
  })

  it('when the memory of the backend grows', async () => {
    const large: tf.Tensor[] = []
    const setting = {
      more: () => [layers.dropout({ rate: 0.3 })],
      callbacks: (): Callback[] => [{ onEpochEnd: () => void large.push(tf.zeros([2 ** 22])) }],
    }
    expect(await compared(setting)).toMatchObject({ active: true, steps: 57 })
    tf.dispose(large)
  })

  it('with a smaller last batch, validation, and depthwise weights that C++ keeps packed', async () => {
    const model = (): LayersModel => {
      const network = sequential()
      network.add(layers.reshape({ targetShape: [3, 1, 1], inputShape: [3] }))
      const depthwiseInitializer = initializers.glorotUniform({ seed: 3 })
      network.add(layers.depthwiseConv2d({ kernelSize: [2, 1], depthwiseInitializer }))
      network.add(layers.flatten())
      network.add(layers.dense({ units: 2, kernelInitializer: initializers.glorotUniform({ seed: 4 }) }))
      compile(network, { loss: 'mse', metrics: ['mae'], learningRate: 0.01 })
      return network
    }
    const options = { epochs: 12, batchSize: 7, seed: 0, validation: data }
    const [plain, captured] = [model(), model()]
    const { metrics } = await fit(plain, data, { ...options, capture: false })
    const history = await fit(captured, data, options)
    expect(history.metrics).toEqual(metrics)
    // Twelve epochs of five batches of 7 and one of 5, less two recorded and one checked of each.
    expect(history.capture).toEqual({ active: true, steps: 66 })
    expect(await evaluate(captured, data)).toEqual(await evaluate(plain, data))
    for (const one of [plain, captured]) one.dispose()
  })

  it.each([
    ['in memory', data],
    ['of one row', { x: rows.slice(0, 1), y: data.y.slice(0, 1) }],
  ])('and measures validation data %s with the same digits', async (_, validation) => {
    const compiled: Partial<CompileOptions> = { metrics: ['mae', 'rootMeanSquaredError', 'cosineSimilarity'] }
    const more = () => [layers.dropout({ rate: 0.2 }), batchNormalization()]
    const own: Metric = (yTrue, yPred) => tf.max(tf.abs(tf.sub(yTrue, yPred)))
    for (const metrics of [compiled.metrics!, [own]]) {
      const setting = { compiled: { metrics }, more, options: { validation } }
      expect(await compared(setting)).toEqual({ active: true, steps: 57 })
    }
  })

  it('and measures anew when a callback changes layers', async () => {
    const setting = {
      more: () => [layers.dense({ units: 8, activation: 'relu', kernelInitializer: 'identity' })],
      options: { validation: data },
      callbacks: (): Callback[] => [
        {
          onEpochEnd(epoch, _, { model }) {
            const layer = model.layers[1] as unknown as { activation: unknown }
            if (epoch === 6) layer.activation = (model.layers[2] as unknown as { activation: unknown }).activation
          },
        },
      ],
    }
    expect(await compared(setting)).toMatchObject({ active: true, steps: 54 })
  })

  it('when batches come from a stream, and when rows have weights', async () => {
    const stream = {
      rows: 40,
      batchSize: 8,
      async *epoch(index: number) {
        for (let from = 0; from < 40; from += 8) {
          const part = (list: number[][]) => list.slice(from, from + 8).map((row) => row.map((value) => value + index))
          yield { x: part(data.x), y: part(data.y) }
        }
      },
    }
    const sampleWeight = rows.map(([value]) => 1 + value!)
    for (const [given, options] of [
      [stream, {}],
      [data, { sampleWeight }],
    ] as const) {
      const [plain, captured] = [network({}), network({})]
      const common = { epochs: 10, seed: 0, ...(given === stream ? {} : { batchSize: 8 }), ...options }
      const { metrics } = await fit(plain, given, { ...common, capture: false })
      const history = await fit(captured, given, common)
      expect(history.metrics).toEqual(metrics)
      expect(history.capture).toEqual({ active: true, steps: 47 })
      for (const model of [plain, captured]) model.dispose()
    }
  })

  it('when it is resumed, and tells callbacks whether it is captured', async () => {
    const seen: boolean[] = []
    const callbacks = [
      {
        onEpochEnd: (_: number, __: unknown, { capture }: { capture: { active: boolean } }) =>
          void seen.push(capture.active),
      },
    ]
    const [whole, parts] = [network({}), network({})]
    const options = { batchSize: 8, seed: 0 }
    await fit(whole, data, { ...options, epochs: 12, capture: false })
    await fit(parts, data, { ...options, epochs: 6, callbacks })
    await fit(parts, data, { ...options, epochs: 12, initialEpoch: 6 })
    expect(seen).toEqual([true, true, true, true, true, true])
    const numbers = (model: LayersModel) => model.weights.map((weight) => [...weight.read().dataSync()])
    expect(numbers(parts)).toEqual(numbers(whole))
    for (const model of [whole, parts]) model.dispose()
  })

  it('and leaves no tensors behind', async () => {
    const model = network({ more: () => [layers.dropout({ rate: 0.2 }), batchNormalization()] })
    await fit(model, data, { epochs: 1, seed: 0 })
    await expectNoLeaks(async () => {
      const { capture } = await fit(model, data, { epochs: 5, batchSize: 8, seed: 0 })
      expect(capture!.active).toBe(true)
    })
    model.dispose()
  })
})
