import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Loss } from '../losses/loss.ts'
import { type LossName, lossNames, namedLoss } from '../losses/named-losses.ts'
import { auc } from '../metrics/auc.ts'
import { namedMetric } from '../metrics/named-metrics.ts'
import type { ModelData } from '../rows/model-data.ts'
import { type CompileOptions, compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { type FitOptions, fit } from './fit.ts'
import { predict } from './predict.ts'
import { predictClasses } from './predict-classes.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const x = [
  [1, 2],
  [3, 4],
  [5, 6],
]
function network(units: number, options: CompileOptions): LayersModel {
  const model = sequential({
    name: 'network',
    layers: [layers.dense({ units, inputShape: [2], activation: 'sigmoid' })],
  })
  compile(model, options)
  return model
}
/** The message with which something fails: in words, without a change of the weights, without a tensor left. */
async function message(model: LayersModel, y: ModelData, options: Partial<FitOptions> = {}): Promise<string> {
  const before = model.getWeights().map((weight) => [...weight.dataSync()])
  const text = await expectNoLeaks(() =>
    fit(model, { x, y }, { epochs: 1, seed: 0, ...options }).then(
      () => 'trained',
      (error: Error) => error.message,
    ),
  )
  if (text !== 'trained') expect(model.getWeights().map((weight) => [...weight.dataSync()])).toEqual(before)
  return text
}

const labels: Record<string, ModelData> = {
  'class numbers': [0, 2, 1],
  'class numbers in a column': [[0], [2], [1]],
  'one-hot rows': [
    [1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
  ],
  'values below 0': [
    [-2, 0, 1],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'values above 1': [
    [2, 0, 1],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'values of another width': [
    [1, 0],
    [0, 1],
    [0, 1],
  ],
  'classes that do not exist': [0, 1, 3],
  'classes that are not whole': [0, 1, 0.5],
  'one number too few': [0, 1],
}
const oneHotLosses = ['categoricalCrossentropy', 'categoricalHinge', 'klDivergence', 'binaryCrossentropy']

describe.each(lossNames)('labels for %s', (loss: LossName) => {
  const isSparse = loss.startsWith('sparse')
  const takes = (kind: string): boolean => {
    if (isSparse) return kind.startsWith('class numbers')
    if (kind === 'one-hot rows') return true
    if (kind === 'values below 0')
      return !/poisson|msle|Logarithmic|[hH]inge/.test(loss) && !oneHotLosses.includes(loss)
    if (kind === 'values above 1') return !/[hH]inge/.test(loss) && !oneHotLosses.includes(loss)
    return false
  }

  it.each(Object.entries(labels))('%s train, or fail in words', async (kind, y) => {
    const text = await message(network(3, { loss, optimizer: 'sgd' }), y)
    if (takes(kind)) expect(text).toBe('trained')
    else expect(text).toMatch(/^fit: expected .+, received .+\. [A-Z].+\.$/s)
  })

  it('of the wrong kind fail in words, too, where the loss is called', () => {
    const body = namedLoss(loss)!
    const guess = tf.tensor2d([[0.2, 0.3, 0.5]])
    const wrong = isSparse ? tf.tensor2d([[0, 1, 0]]) : tf.tensor1d([1])
    expect(() => body(wrong, guess)).toThrow(isSparse ? /received one-hot targets/ : /received class numbers/)
  })
})

it('one-hot rows with a sparse loss are told what to use', async () => {
  const model = network(3, { loss: 'sparseCategoricalCrossentropy' })
  expect(await message(model, labels['one-hot rows']!)).toBe(
    'fit: expected class numbers y of shape [rows] for model network and its sparse loss, received [3, 3]. These are one-hot rows: use the loss without sparse in its name, such as categoricalCrossentropy.',
  )
})

it('labels 2 and -1 of a binary cross-entropy are refused', async () => {
  const model = network(1, { loss: 'binaryCrossentropy' })
  for (const y of [
    [0, 1, 2],
    [0, 1, -1],
  ]) {
    expect(await message(model, y)).toContain(
      `expected targets from 0 to 1 for binary_crossentropy, received ${y[2]} in row 2 of y. Encode the two classes as 0 and 1.`,
    )
  }
  expect(await message(model, [0, 1, 0.5])).toBe('trained')
})

describe('metrics', () => {
  it.each(['precision', 'recall', 'topKCategoricalAccuracy', 'categoricalAccuracy', 'f1Score', 'auc'] as const)(
    '%s with class numbers is refused before anything is trained',
    async (metric) => {
      const model = network(3, { loss: 'sparseCategoricalCrossentropy', metrics: [metric] })
      expect(await message(model, [0, 1, 2])).toMatch(
        /^fit: expected one-hot targets for the metric .*, received class numbers\. One-hot encode y, or use .+\.$/,
      )
      await expect(evaluate(model, { x, y: [0, 1, 2] })).rejects.toThrow(/^evaluate: expected one-hot targets/)
    },
  )

  it.each(['sparseCategoricalAccuracy', 'sparseTopKCategoricalAccuracy'] as const)(
    '%s with one-hot rows is refused before anything is trained',
    async (metric) => {
      const model = network(3, { loss: 'categoricalCrossentropy', metrics: [metric] })
      expect(await message(model, labels['one-hot rows']!)).toMatch(/expected class numbers for the metric sparse/)
    },
  )

  it('that cannot take the targets of a loss of somebody are refused before anything is trained', async () => {
    const loss: Loss = (yTrue, yPred) => tf.mul(tf.sum(yPred, -1), tf.sum(yTrue, -1))
    const wide = [
      [1, 0],
      [0, 1],
      [1, 1],
    ]
    expect(await message(network(3, { loss }), wide)).toBe('trained')
    expect(await message(network(3, { loss, metrics: ['mae'] }), wide)).toMatch(
      /^fit: expected targets of the outputs' shape \[rows, 3\] for the metric mae, received \[3, 2\]\. Leave/,
    )
  })

  it('of class numbers go with class numbers', async () => {
    const metrics = ['accuracy', 'sparseCategoricalAccuracy', 'sparseTopKCategoricalAccuracy'] as const
    const model = network(3, { loss: 'sparseCategoricalCrossentropy', metrics: [...metrics] })
    expect(await message(model, [0, 1, 2])).toBe('trained')
  })

  it('called with class numbers fail in words, in place of a share of 1', () => {
    const guess = tf.tensor2d([
      [0.2, 0.3, 0.5],
      [0.2, 0.3, 0.5],
    ])
    for (const name of ['categoricalAccuracy', 'precision', 'recall', 'topKCategoricalAccuracy', 'mse']) {
      expect(() => namedMetric(name)!(tf.tensor1d([2, 2]), guess), name).toThrow(
        /received class numbers of shape \[2\]/,
      )
    }
  })

  it('the area under a curve is taken quickly over as many rows as there are card payments', () => {
    const rows = 284_807
    const truth = tf.tensor2d(
      Float32Array.from({ length: rows }, (_, row) => Number(row % 577 === 0)),
      [rows, 1],
    )
    const guess = tf.tensor2d(
      Float32Array.from({ length: rows }, (_, row) => (row % 577 === 0 ? 0.4 : 0) + ((row * 7919) % 1000) / 1700),
      [rows, 1],
    )
    const begun = performance.now()
    const value = auc()(truth, guess).dataSync()[0]!
    // A hundredth of the 46 s that it took; on this scale a slow machine makes no difference.
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(value).toBeGreaterThan(0.85)
    expect(value).toBeLessThan(1)
  })

  it('the area under a curve of what is no probability is not a number', () => {
    const truth = tf.tensor1d([0, 1, 1])
    for (const odd of [Number.NaN, 1.5, -0.1]) {
      expect(auc()(truth, tf.tensor1d([0.2, odd, 0.7])).dataSync()[0]).toBeNaN()
    }
  })
})

describe('weights of sequences', () => {
  const steps = { shape: [3, 4, 2], data: Float32Array.from({ length: 24 }, (_, at) => Math.sin(at)) }
  const y = { shape: [3, 4, 1], data: Float32Array.from({ length: 12 }, (_, at) => Math.cos(at)) }
  const model = (): LayersModel => {
    const made = sequential({ layers: [layers.dense({ units: 1, inputShape: [4, 2] })] })
    compile(made, { loss: 'mse', optimizer: 'sgd' })
    return made
  }
  const options = { epochs: 1, seed: 0 }

  it.each<[string, FitOptions['sampleWeight']]>([
    ['for each row', [1, 0, 2]],
    ['for each step', { shape: [3, 4], data: new Float32Array(12).fill(1) }],
  ])('%s are taken', async (_, sampleWeight) => {
    const { metrics } = await fit(model(), { x: steps, y }, { ...options, sampleWeight: sampleWeight! })
    expect(metrics.loss![0]).toBeGreaterThan(0)
  })

  it.each<[string, FitOptions['sampleWeight']]>([
    ['too many rows', [1, 1, 1, 1]],
    ['another number of steps', { shape: [3, 5], data: new Float32Array(15) }],
    ['a weight for each value', { shape: [3, 4, 1], data: new Float32Array(12) }],
    ['below 0', [1, -1, 1]],
    ['not a number', [1, Number.NaN, 1]],
  ])('with %s are refused before anything is trained', async (_, sampleWeight) => {
    const made = model()
    const before = made.getWeights()[0]!.dataSync().slice()
    await expectNoLeaks(() =>
      expect(fit(made, { x: steps, y }, { ...options, sampleWeight: sampleWeight! })).rejects.toThrow(
        /^fit: expected (a sampleWeight|weights)/,
      ),
    )
    expect(made.getWeights()[0]!.dataSync()).toEqual(before)
  })

  it('are refused with a loss of somebody that gives one number', async () => {
    const made = model()
    compile(made, { loss: (yTrue, yPred) => tf.mean(tf.squaredDifference(yTrue, yPred)) })
    await fit(made, { x: steps, y }, options)
    await expect(fit(made, { x: steps, y, sampleWeight: [1, 2, 3] }, options)).rejects.toThrow(
      /expected a loss with a value for each row/,
    )
  })
})

describe('predictions', () => {
  it('of a model whose weights are not numbers have no class', async () => {
    const model = network(3, { loss: 'categoricalCrossentropy' })
    model.setWeights([tf.fill([2, 3], Number.NaN), tf.zeros([3])])
    await expect(predictClasses(model, x, { classes: ['a', 'b', 'c'] })).rejects.toThrow(
      /^predictClasses: expected predictions that are numbers, received NaN in row 0/,
    )
    const one = network(1, { loss: 'binaryCrossentropy' })
    one.setWeights([tf.fill([2, 1], Number.NaN), tf.zeros([1])])
    await expect(predictClasses(one, x, { classes: ['a', 'b'] })).rejects.toThrow(RangeError)
  })

  it('take a stream of batches of 200,000 rows', async () => {
    const model = network(1, { loss: 'mse' })
    const batch = { shape: [200_000, 2], data: new Float32Array(400_000) }
    const stream = {
      rows: 200_000,
      batchSize: 200_000,
      async *epoch() {
        yield { x: batch }
      },
    }
    expect((await predict(model, stream)).length).toBe(200_000)
  })

  it.each([0, -1, 1.5, Number.NaN])('refuse a batch size of %d', async (batchSize) => {
    const model = network(1, { loss: 'mse' })
    await expect(predict(model, x, { batchSize })).rejects.toThrow(/^predict: expected a positive whole number/)
    await expect(evaluate(model, { x, y: [1, 2, 3] }, { batchSize })).rejects.toThrow(/^evaluate: expected/)
  })
})

describe('fit', () => {
  it('refuses a model that another fit trains, and takes it afterwards', async () => {
    const model = network(1, { loss: 'mse' })
    const data = { x, y: [1, 0, 1] }
    const first = fit(model, data, { epochs: 3, seed: 0 })
    await expect(fit(model, data, { epochs: 1, seed: 0 })).rejects.toThrow(/which another fit trains/)
    expect((await first).epochs).toHaveLength(3)
    expect((await fit(model, data, { epochs: 1, seed: 0 })).epochs).toHaveLength(1)
  })

  it('leaves no tensor when a loss of somebody throws in the middle', async () => {
    const broken: Loss = (yTrue, yPred) => {
      tf.square(tf.sub(tf.exp(yPred), yTrue))
      throw new Error('broken')
    }
    const model = sequential({ layers: [layers.dense({ units: 2, inputShape: [2] }), layers.dense({ units: 1 })] })
    compile(model, { loss: broken, metrics: ['mae'] })
    await expectNoLeaks(() => expect(fit(model, { x, y: [1, 2, 3] }, { epochs: 1, seed: 0 })).rejects.toThrow('broken'))
    compile(model, { loss: 'mse' })
    expect((await fit(model, { x, y: [1, 2, 3] }, { epochs: 1, seed: 0 })).epochs).toEqual([0])
  })
})
