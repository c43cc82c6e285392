import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { compile } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { fit } from './fit.ts'
import { predict } from './predict.ts'
import { predictClasses } from './predict-classes.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const x = Array.from({ length: 50 }, (_, row) => [Math.sin(row), Math.cos(row * 2), (row % 7) / 7, row / 50])
const y = x.map(([a, b]) => (a! > 0.5 ? [1, 0, 0] : b! > 0 ? [0, 1, 0] : [0, 0, 1]))

function network({ dropout = 0, inputs = 4 } = {}): LayersModel {
  const model = sequential({ name: 'network' })
  model.add(
    layers.dense({
      units: 10,
      activation: 'relu',
      inputShape: [inputs],
      kernelInitializer: initializers.glorotUniform({ seed: 3 }),
    }),
  )
  if (dropout > 0) model.add(layers.dropout({ rate: dropout }))
  const kernelInitializer = initializers.glorotUniform({ seed: 4 })
  model.add(layers.dense({ units: 3, activation: 'softmax', kernelInitializer }))
  return model
}

const classifier = (options = {}): LayersModel => {
  const model = network(options)
  compile(model, { loss: 'categoricalCrossentropy', metrics: ['accuracy'], learningRate: 0.01 })
  return model
}

describe('fit', () => {
  it('learns, and reports plain numbers under the names of Keras', async () => {
    const model = classifier()
    const history = await fit(model, { x, y }, { epochs: 30, seed: 0, validation: { x, y } })
    expect(Object.keys(history.metrics)).toEqual(['loss', 'accuracy', 'val_loss', 'val_accuracy'])
    expect(history.epochs).toEqual(Array.from({ length: 30 }, (_, epoch) => epoch))
    expect(history.metrics.loss!.at(-1)).toBeLessThan(history.metrics.loss![0]! / 2)
    const measured = await evaluate(model, { x, y })
    expect(measured.loss).toBe(history.metrics.val_loss!.at(-1))
    expect(measured.accuracy).toBe(history.metrics.val_accuracy!.at(-1))
    const guesses = await predictClasses(model, x, { classes: ['a', 'b', 'c'] })
    const right = guesses.filter((guess, row) => ['a', 'b', 'c'][y[row]!.indexOf(1)] === guess).length
    expect(right / 50).toBeCloseTo(measured.accuracy!, 6)
  })

  it.each([0, 0.5])('gives the same digits for the same seed, with dropout %f', async (dropout) => {
    const run = async (seed: number): Promise<number[]> =>
      (await fit(classifier({ dropout }), { x, y }, { epochs: 3, seed })).metrics.loss!
    expect(await run(0)).toEqual(await run(0))
    expect(await run(1)).not.toEqual(await run(0))
  })

  it('continues at initialEpoch with the rows and the dropout of an unbroken run', async () => {
    const whole = await fit(classifier({ dropout: 0.5 }), { x, y }, { epochs: 4, seed: 5 })
    const model = classifier({ dropout: 0.5 })
    await fit(model, { x, y }, { epochs: 2, seed: 5 })
    const rest = await fit(model, { x, y }, { epochs: 4, initialEpoch: 2, seed: 5 })
    expect(rest.epochs).toEqual([2, 3])
    expect(rest.metrics.loss).toEqual(whole.metrics.loss!.slice(2))
  })

  it('leaks nothing', async () => {
    const model = classifier({ dropout: 0.2 })
    await fit(model, { x, y }, { epochs: 1, seed: 0 })
    await expectNoLeaks(async () => {
      await fit(model, { x, y }, { epochs: 2, seed: 0, validation: { x, y } })
      await evaluate(model, { x, y })
      await predict(model, x, { batchSize: 7 })
      await expect(fit(model, { x, y: y.slice(1) }, { epochs: 1, seed: 0 })).rejects.toThrow(RangeError)
      await expect(fit(model, { x, y }, { epochs: 1, seed: 0, validation: { x, y: [1] } })).rejects.toThrow(RangeError)
    })
  })

  it('leaves plain model.fit usable', async () => {
    const model = classifier()
    const { history } = await model.fit(tf.tensor(x), tf.tensor(y), { epochs: 2, verbose: 0, yieldEvery: 'never' })
    expect(Object.keys(history)).toEqual(['loss', 'accuracy'])
  })
})
