import { loadKeras } from '@dlw/models'
import { expectNoLeaks, golden } from '@dlw/testing'
import { expect, it } from 'vitest'
import { compile } from '../compile/compile.ts'
import { sgd } from '../optimizers/sgd.ts'
import { fit } from './fit.ts'

/** Written by packages/testing/oracle/keras_activity.py. */
const { x, y, cases } = golden<{
  x: number[][]
  y: number[][]
  cases: { name: string; keras: string; loss: number[]; kernel: number[][] }[]
}>('keras-activity')

it.each(cases.flatMap((each) => [true, false].map((capture) => ({ ...each, capture }))))(
  'a penalty on activations $name, captured: $capture, trains as in Keras',
  async ({ keras, loss, kernel, capture }) => {
    const model = await loadKeras(new Uint8Array(Buffer.from(keras, 'base64')))
    compile(model, { optimizer: sgd({ learningRate: 0.01 }), loss: 'meanSquaredError' })
    const options = { epochs: 2, batchSize: 2, seed: 0, shuffle: false, capture } as const
    const { metrics } = await fit(model, { x, y }, options)
    metrics.loss!.forEach((value, epoch) => {
      expect(value).toBeCloseTo(loss[epoch]!, 4)
    })
    const [[first]] = [model.getLayer('first').getWeights()]
    expect(first!.arraySync()).toEqual(kernel.map((row) => row.map((value) => expect.closeTo(value, 5))))
    await expectNoLeaks(() => fit(model, { x, y }, options))
    model.dispose()
  },
)
