import { useBackend } from '@dlw/backend'
import { openWasmBackend } from '@dlw/backend/capture'
import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { replaysOf } from '../src/capture/replay-calls.ts'
import { type CompileOptions, compile } from '../src/compile/compile.ts'
import { evaluate } from '../src/evaluate/evaluate.ts'
import { predict } from '../src/evaluate/predict.ts'
import { predictClasses } from '../src/evaluate/predict-classes.ts'
import { fit } from '../src/loop/fit.ts'

const x = Array.from({ length: 20 }, (_, row) => [Math.sin(row), Math.cos(3 * row), Math.sin(7 * row)])
const y = x.map(([a, b, c]) => [a! + b! * c!, a! * b!])
const data = { x, y }

let model: LayersModel

function network(more: layers.Layer[] = [], compiled: Partial<CompileOptions> = {}): LayersModel {
  const made = sequential()
  const kernelInitializer = initializers.glorotUniform({ seed: 1 })
  made.add(layers.dense({ units: 3, activation: 'tanh', inputShape: [3], kernelInitializer }))
  for (const layer of more) made.add(layer)
  made.add(layers.dense({ units: 2, kernelInitializer: initializers.glorotUniform({ seed: 2 }) }))
  compile(made, { loss: 'mse', metrics: ['mae'], ...compiled })
  return made
}

/** Predictions and measures, of which those with captured calls have to equal the plain ones. */
async function compared(options: { capture?: boolean; batchSize?: number } = {}): Promise<void> {
  const plain = { ...options, capture: false }
  expect(await predict(model, x, options)).toEqual(await predict(model, x, plain))
  expect(await evaluate(model, data, options)).toEqual(await evaluate(model, data, plain))
}

/** Compares so often that calls are replayed if they can be. */
async function settled(options: { capture?: boolean } = {}): Promise<void> {
  for (let time = 0; time < 5; time++) await compared(options)
}

beforeAll(async () => {
  tf.env().set('PROD', true)
  await useBackend({ prefer: 'wasm', threads: 1 })
})
beforeEach(() => {
  model = network()
})
afterEach(() => {
  model.dispose()
})

const squares = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => tf.mean(tf.squaredDifference(yTrue, yPred), -1)

class Own extends layers.Layer {
  static readonly className: string = 'Own'
  readonly #run: (x: tf.Tensor) => tf.Tensor
  constructor(run: (x: tf.Tensor) => tf.Tensor) {
    super({})
    this.#run = run
  }
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return this.#run([inputs].flat()[0]!)
  }
}

describe('predict and evaluate replay captured calls, to the same digits', () => {
  it('from the fourth call on', async () => {
    await settled()
    expect(replaysOf(model)).toEqual({ predict: 2, measure: 2 })
  })

  it('in batches with a smaller last one, and from streams', async () => {
    const stream = {
      rows: 20,
      batchSize: 4,
      async *epoch() {
        for (let row = 0; row < 20; row += 4) yield { x: x.slice(row, row + 4), y: y.slice(row, row + 4) }
      },
    }
    const plain = { capture: false }
    for (const batchSize of [3, 8]) await compared({ batchSize })
    expect(await predict(model, stream)).toEqual(await predict(model, stream, plain))
    expect(await evaluate(model, stream)).toEqual(await evaluate(model, stream, plain))
    // Of six batches of 3 rows three, of five of 4 two, beside a last one of 2 and three of 8 and 4.
    expect(replaysOf(model)).toEqual({ predict: 6, measure: 6 })
  })

  it('of classes', async () => {
    const classes = ['a', 'b']
    const plain = await predictClasses(model, x, { classes, capture: false })
    for (let time = 0; time < 5; time++) expect(await predictClasses(model, x, { classes })).toEqual(plain)
    expect(replaysOf(model).predict).toBe(2)
  })

  it('between trainings and the validation within them', async () => {
    await settled()
    for (const capture of [undefined, false] as const) {
      const options = { epochs: 8, batchSize: 5, seed: 0, validation: data, ...(capture === false && { capture }) }
      const { metrics } = await fit(model, data, options)
      const { loss } = await evaluate(model, data, { capture: false })
      expect(metrics.val_loss!.at(-1)).toBe(loss)
      await compared()
    }
    // Two before, eight in the first training, and two behind the trainings.
    expect(replaysOf(model)).toEqual({ predict: 4, measure: 12 })
  })

  it('with other weights, however they came there', async () => {
    await settled()
    const [kernel] = model.getWeights()
    tf.tidy(() => model.setWeights(model.getWeights().map((weight) => tf.mul(weight, 0.5))))
    await compared()
    model.weights[0]!.write(kernel!)
    await compared()
    ;(model.weights[0]!.read() as tf.Variable).assign(tf.tidy(() => tf.neg(kernel!)))
    await compared()
    expect(replaysOf(model)).toEqual({ predict: 5, measure: 5 })
  })

  it('with weights that share their numbers, and then do not', async () => {
    model.dispose()
    model = network([layers.dense({ units: 3, activation: 'tanh' })])
    tf.tidy(() => {
      const [kernel, bias] = [tf.randomNormal([3, 3], 0, 1, 'float32', 1), tf.ones([3])]
      model.setWeights([kernel, bias, kernel, bias, ...model.getWeights().slice(4)])
    })
    await settled()
    tf.tidy(() => model.layers[1]!.setWeights([tf.ones([3, 3]), tf.zeros([3])]))
    await settled()
    expect(replaysOf(model)).toEqual({ predict: 4, measure: 4 })
  })

  it('with the rows as targets', async () => {
    model.dispose()
    model = sequential({ layers: [layers.dense({ units: 3, inputShape: [3] })] })
    compile(model, { loss: 'mse' })
    const rows = tf.tensor2d(x)
    const plain = await evaluate(model, { x: rows, y: rows }, { capture: false })
    for (let time = 0; time < 5; time++) expect(await evaluate(model, { x: rows, y: rows })).toEqual(plain)
    expect(replaysOf(model).measure).toBe(2)
    rows.dispose()
  })

  it('with weights of rows for one output or another', async () => {
    for (let time = 0; time < 5; time++) {
      for (const given of [data, { ...data, sampleWeight: x.map((_, row) => row) }]) {
        expect(await evaluate(model, given)).toEqual(await evaluate(model, given, { capture: false }))
      }
    }
    expect(replaysOf(model).measure).toBe(4)
  })

  it('of layers and losses of the user, when promised', async () => {
    model.dispose()
    model = network([new Own((value) => tf.mul(value, 2))], { loss: squares, metrics: [squares] })
    await settled({ capture: true })
    expect(replaysOf(model)).toEqual({ predict: 2, measure: 2 })
  })

  it('when memory grows', async () => {
    await settled()
    const large = tf.zeros([2 ** 23])
    await compared()
    large.dispose()
    expect(replaysOf(model)).toEqual({ predict: 3, measure: 3 })
  })
})

describe('calls are captured anew', () => {
  it.each<[string, () => void]>([
    ['a layer is set to something else', () => Object.assign(model.layers[0]!, { activation: linear() })],
    ['the model is compiled anew', () => compile(model, { loss: 'mae', metrics: ['mse', 'mae'] })],
    ['a layer is frozen', () => Object.assign(model.layers[0]!, { trainable: false })],
    ['a layer loses its bias', () => Object.assign(model.layers[1]!, { useBias: false, bias: null })],
  ])('when %s', async (_, change) => {
    await settled()
    change()
    await settled()
    expect(replaysOf(model).measure).toBe(2)
  })
  const linear = () => (layers.activation({ activation: 'linear' }) as unknown as { activation: unknown }).activation

  it('when the backend is another', async () => {
    await settled()
    await useBackend({ prefer: 'cpu' })
    await compared()
    await useBackend({ prefer: 'wasm', threads: 1 })
    await compared()
    expect(replaysOf(model)).toEqual({ predict: 3, measure: 3 })
  })

  it('for a fifth shape, and forgotten for the first', async () => {
    for (let rows = 1; rows <= 5; rows++) {
      for (let time = 0; time < 4; time++) await predict(model, x.slice(0, rows))
    }
    expect(replaysOf(model).predict).toBe(4)
    await predict(model, x.slice(0, 1))
    expect(replaysOf(model).predict).toBe(3)
  })
})

describe('calls run plainly', () => {
  it('with capture: false', async () => {
    await settled({ capture: false })
    expect(replaysOf(model)).toEqual({ predict: 0, measure: 0 })
  })

  it.each<[string, () => LayersModel, boolean?]>([
    ['a layer of the user', () => network([new Own((value) => tf.mul(value, 2))])],
    ['a loss of the user', () => network([], { loss: squares })],
    ['a metric of the user', () => network([], { metrics: [squares] })],
    [
      'a layer whose operations change',
      () => {
        let calls = 0
        return network([new Own((value) => (++calls % 8 < 4 ? tf.mul(value, 1) : tf.neg(tf.neg(value))))])
      },
      true,
    ],
    [
      'a layer that computes with values that it reads, which differ when a call is checked',
      () => network([new Own((value) => tf.mul(value, 1 + value.dataSync()[0]! ** 2))]),
      true,
    ],
    [
      'a layer that reads a variable of the user',
      () => {
        const own = tf.tidy(() => tf.variable(tf.scalar(2), false))
        return network([new Own((value) => tf.mul(value, own))])
      },
      true,
    ],
  ])('with %s', async (_, build, capture) => {
    model.dispose()
    model = build()
    for (let time = 0; time < 5; time++) {
      tf.tidy(() => model.setWeights(model.getWeights().map((weight) => tf.mul(weight, 0.9))))
      await compared(capture ? { capture } : {})
    }
    const { predict: predicted, measure } = replaysOf(model)
    // What has nothing to do with the loss is predicted from memory.
    expect(measure).toBe(0)
    if (capture) expect(predicted).toBe(0)
  })

  it('with layers that remember the last batch', async () => {
    model.dispose()
    const recurrentInitializer = 'glorotUniform'
    const lstm = layers.lstm({ units: 3, stateful: true, batchInputShape: [20, 3, 1], recurrentInitializer })
    model = sequential({ layers: [lstm, layers.dense({ units: 2 })] })
    const input = tf.tensor(x.flat(), [20, 3, 1])
    const results: unknown[] = []
    for (let time = 0; time < 6; time++) results.push(await predict(model, input))
    expect(new Set(results.map(String)).size).toBe(6)
    input.dispose()
  })

  it('with kernels that others registered', async () => {
    const { kernelFunc } = tf.getKernel('Relu', 'wasm')
    tf.registerKernel({ kernelName: 'OwnKernel', backendName: 'wasm', kernelFunc: (call) => kernelFunc(call) })
    try {
      await settled()
      expect(replaysOf(model)).toEqual({ predict: 0, measure: 0 })
    } finally {
      tf.unregisterKernel('OwnKernel', 'wasm')
    }
  })

  it('with more numbers than pay', async () => {
    const many = { x: tf.zeros([2 ** 20, 3]), y: tf.zeros([2 ** 20, 2]) }
    for (let time = 0; time < 4; time++) await evaluate(model, many)
    expect(replaysOf(model).measure).toBe(0)
    tf.dispose([many.x, many.y])
  })
})

describe('the memory of captured calls', () => {
  it('is no tensor, and is freed with the model', async () => {
    const { wasm } = openWasmBackend() as Exclude<ReturnType<typeof openWasmBackend>, string>
    const allocate = vi.spyOn(wasm, '_malloc')
    const free = vi.spyOn(wasm, '_free')
    try {
      await expectNoLeaks(async () => {
        const own = network()
        await predict(own, x)
        await evaluate(own, data)
        const { numTensors } = tf.memory()
        for (let time = 0; time < 5; time++) {
          for (const batchSize of [3, 20]) {
            await predict(own, x, { batchSize })
            await evaluate(own, data, { batchSize })
          }
        }
        expect(replaysOf(own).measure).toBeGreaterThan(10)
        expect(tf.memory().numTensors).toBe(numTensors)
        own.dispose()
        expect(() => own.dispose()).toThrow(/already disposed/)
        await expect(predict(own, x)).rejects.toThrow(/disposed/)
      })
      const allocated = allocate.mock.results.map(({ value }) => value as number)
      expect(allocated.length).toBeGreaterThan(100)
      expect(free.mock.calls.map(([address]) => address).sort()).toEqual(allocated.sort())
    } finally {
      allocate.mockRestore()
      free.mockRestore()
    }
  })
})
