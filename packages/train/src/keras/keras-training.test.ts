import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadKeras, saveKeras, toKeras } from '@dlw/models'
import { expectNoLeaks, golden, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { compile } from '../loop/compile.ts'
import { fit } from '../loop/fit.ts'
import { sgd } from '../optimizers/sgd.ts'
import { compileFromKeras } from './compile-from-keras.ts'
import { kerasCompilation } from './keras-compilation.ts'

interface Training {
  name: string
  files: string[]
  targets: 'classes' | 'values' | 'both'
  iterations: number
  history: Record<string, number[]>
  weights: (number[] | number[][])[]
}
const { trainings, x, classes, values, batchSize, epochs } = golden<{
  trainings: Training[]
  x: number[][]
  classes: number[]
  values: number[][]
  batchSize: number
  epochs: number
}>('keras-training')
const testing = fileURLToPath(new URL('../../../testing/', import.meta.url))
const fileOf = (name: string): string => join(testing, 'golden/keras-training', name)

async function goOn(model: LayersModel, { targets }: Training): Promise<Record<string, number[]>> {
  const y = { classes, values, both: [values, classes.map((label) => [label])] }[targets]
  const { metrics } = await fit(model, { x, y } as never, { epochs, batchSize, shuffle: false, seed: 0 })
  return metrics
}

function expectSame(model: LayersModel, history: Record<string, number[]>, training: Training): void {
  expect(Object.keys(history).sort()).toEqual(Object.keys(training.history).sort())
  for (const [name, expected] of Object.entries(training.history)) {
    for (const [epoch, value] of expected.entries()) expect(Math.abs(history[name]![epoch]! - value)).toBeLessThan(1e-5)
  }
  // Layer by layer, as Keras counts them; TensorFlow.js puts those that are trained first.
  const weights = (model.layers as layers.Layer[]).flatMap((layer) => layer.getWeights())
  for (const [index, weight] of weights.entries()) {
    const expected = (training.weights[index] as number[][]).flat()
    for (const [at, value] of weight.dataSync().entries()) expect(Math.abs(value - expected[at]!)).toBeLessThan(1e-5)
  }
}

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe.each(trainings)('a training by Keras with $name', (training) => {
  it.each(training.files)('goes on from %s with the losses, metrics and weights of Keras', async (file) => {
    const model = await loadKeras(fileOf(file), { compile: compileFromKeras })
    expect(model.optimizer.iterations).toBe(training.iterations)
    expectSame(model, await goOn(model, training), training)
    model.dispose()
  })

  it.each(['keras', 'h5'] as const)('goes on the same after it was written here as .%s', async (format) => {
    const model = await loadKeras(fileOf(`${training.name}.keras`), { compile: compileFromKeras })
    const bytes = await toKeras(model, { format, compilation: kerasCompilation })
    model.dispose()
    const again = await loadKeras(bytes, { compile: compileFromKeras })
    expect(again.optimizer.iterations).toBe(training.iterations)
    expectSame(again, await goOn(again, training), training)
    again.dispose()
  })
})

/** Looking for a Python takes seconds, so it is named. */
const python = process.env.DLW_KERAS_PYTHON
it.skipIf(!python)(
  'Keras itself goes on with what saveKeras writes (needs DLW_KERAS_PYTHON)',
  async () => {
    const folder = temporaryDirectory()
    for (const { name } of trainings) {
      const model = await loadKeras(fileOf(`${name}.keras`), { compile: compileFromKeras })
      for (const ending of ['keras', 'h5']) {
        await saveKeras(model, join(folder, `${name}.${ending}`), { compilation: kerasCompilation })
      }
    }
    const answer = execFileSync(python!, [join(testing, 'oracle/keras_training.py'), 'check', folder], {
      encoding: 'utf8',
      stdio: 'pipe',
    })
    expect(answer).toContain('all trainings go on the same')
  },
  600_000,
)

it.each(['adam', 'nadam', 'sgd'])(
  'a model that Keras compiled with %s and never trained starts afresh',
  async (name) => {
    const model = await loadKeras(fileOf(`${name}.keras`), {
      compile: (made, { config, variables }) => {
        const scalars = variables.filter(({ shape }) => shape.length === 0)
        compileFromKeras(made, { config, variables: [{ shape: [], values: [0] }, ...scalars.slice(1)] })
      },
    })
    expect(model.optimizer.iterations).toBe(0)
    await fit(model, { x, y: name === 'adam' ? classes : values } as never, { epochs: 1, batchSize, seed: 0 })
    expect(model.optimizer.iterations).toBe(2)
    model.dispose()
  },
)

describe('what cannot come across', () => {
  const adam = readFileSync(fileOf('adam.keras'))
  const line = (): LayersModel => sequential({ layers: [layers.dense({ units: 1, inputShape: [2], name: 'line' })] })
  const withConfig = async (change: Record<string, unknown>): Promise<LayersModel> =>
    loadKeras(adam, {
      compile: (model, { config, variables }) =>
        compileFromKeras(model, { config: { ...config, ...change }, variables }),
    })
  const optimizer = (className: string, config: object) => ({ class_name: className, config })

  it.each([
    ['another optimizer', { optimizer: optimizer('Ftrl', {}) }],
    ['a setting of its own', { optimizer: optimizer('Adam', { learning_rate: 0.1, amsgrad: true }) }],
    ['an average of the weights', { optimizer: optimizer('SGD', { learning_rate: 0.1, use_ema: true }) }],
    ['an optimizer with another state', { optimizer: optimizer('SGD', { learning_rate: 0.1, momentum: 0.9 }) }],
    ['a loss of somebody', { loss: 'my_loss' }],
    ['a loss that ignores a class', { loss: optimizer('SparseCategoricalCrossentropy', { ignore_class: 3 }) }],
    ['a summed loss', { loss: optimizer('MeanSquaredError', { reduction: 'sum' }) }],
    ['a metric of somebody', { metrics: [optimizer('MyMetric', {})] }],
    ['weights for more losses than there are', { loss_weights: [0.5, 2] }],
    ['weighted metrics', { weighted_metrics: ['mae'] }],
    ['nonsense', { loss: 7 }],
    ['a number for metrics', { metrics: 5 }],
    ['an optimizer without settings', { optimizer: { class_name: 'Adam', config: null } }],
    ['a learning rate that is none', { optimizer: optimizer('Adam', { learning_rate: 0.1, beta_1: 'most' }) }],
  ])('compileFromKeras refuses %s, and leaves nothing behind', async (_, change) => {
    await expectNoLeaks(() => expect(withConfig(change)).rejects.toThrowErrorMatchingSnapshot())
  })

  it('compileFromKeras takes weighted losses, and kerasCompilation writes them again', async () => {
    const model = await withConfig({ loss_weights: [0.5] })
    expect((await kerasCompilation(model)).config.loss_weights).toBe(0.5)
    model.dispose()
  })

  it.each([-1, 0.5, Number.NaN])('compileFromKeras refuses %d steps', async (steps) => {
    const variables = [{ shape: [], values: [steps] }]
    const compiled = loadKeras(adam, { compile: (model, { config }) => compileFromKeras(model, { config, variables }) })
    await expect(compiled).rejects.toThrow(`expected a number of steps, received iteration=${steps}.`)
  })

  it('compileFromKeras refuses a schedule, and says what to do', async () => {
    const schedule = optimizer('ExponentialDecay', {})
    const change = { optimizer: optimizer('Adam', { learning_rate: schedule }) }
    const compiled = loadKeras(adam, {
      compile: (model, { config }) => compileFromKeras(model, { config: { ...config, ...change }, variables: [] }),
    })
    await expect(compiled).rejects.toThrow(/received a schedule \(ExponentialDecay\).*learningRateSchedule/)
  })

  it('kerasCompilation refuses what no file can hold', async () => {
    const model = line()
    await expect(kerasCompilation(model)).rejects.toThrow(/kerasCompilation: expected a compiled model/)
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
    await expect(kerasCompilation(model)).rejects.toThrow(/received Adam of TensorFlow.js/)
    compile(model, { loss: (yTrue, yPred) => tf.sub(yTrue, yPred) })
    await expect(kerasCompilation(model)).rejects.toThrow(/expected a loss of @dlw\/train, received the function/)
    const mse = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.squaredDifference(yTrue, yPred)
    compile(model, { loss: 'mse', metrics: [mse] })
    await expect(kerasCompilation(model)).rejects.toThrow(/expected a metric of @dlw\/train, received the function mse/)
    compile(model, { loss: 'mse', learningRateFactors: { line: 0.5 } })
    await expect(kerasCompilation(model)).rejects.toThrow(/received learningRateFactors, which Keras does not have/)
    model.dispose()
  })

  it('kerasCompilation reads the state on any backend', async () => {
    tf.registerBackend('like-a-gpu', tf.findBackendFactory('cpu'))
    tf.copyRegisteredKernels('cpu', 'like-a-gpu')
    await tf.setBackend('like-a-gpu')
    const model = line()
    compile(model, { loss: 'mse', optimizer: sgd({ learningRate: 0.1, momentum: 0.5 }) })
    await fit(model, { x: [[1, 2]], y: [1] }, { epochs: 2, seed: 0 })
    const { variables } = await kerasCompilation(model)
    expect(variables.map(({ shape }) => shape)).toEqual([[], [], [2, 1], [1]])
    expect(Array.from(variables[0]!.values)).toEqual([2])
    expect(Array.from(variables[3]!.values)[0]).not.toBe(0)
    model.dispose()
    await tf.setBackend('cpu')
  })
})
