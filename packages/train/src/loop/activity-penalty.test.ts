import { loadKeras } from '@dlw/models'
import { expectNoLeaks, golden } from '@dlw/testing'
import type { layers } from '@tensorflow/tfjs-layers'
import { expect, it } from 'vitest'
import { compile } from '../compile/compile.ts'
import { type OuterLayer, withInnerLayers } from '../compile/inner-layers.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import { predict } from '../evaluate/predict.ts'
import { sgd } from '../optimizers/sgd.ts'
import { fit } from './fit.ts'

/** Written by packages/testing/oracle/keras_activity.py. */
const { x, y, cases } = golden<{
  x: number[][]
  y: number[][]
  cases: { name: string; keras: string; evaluated: number; loss: number[]; kernel: number[][] }[]
}>('keras-activity')

const close = (expected: number): number => expect.closeTo(expected, expected > 100 ? 2 : 4) as number

it.each(cases.flatMap((each) => [true, false].map((capture) => ({ ...each, capture }))))(
  'penalties are those of Keras, captured: $capture: $name',
  async ({ keras, evaluated, loss, kernel, capture }) => {
    const model = await loadKeras(new Uint8Array(Buffer.from(keras, 'base64')))
    compile(model, { optimizer: sgd({ learningRate: 0.01 }), loss: 'meanSquaredError' })
    for (const batchSize of [1, 2]) {
      expect(await evaluate(model, { x, y }, { batchSize })).toEqual({ loss: close(evaluated) })
    }
    const options = { epochs: 2, batchSize: 2, seed: 0, shuffle: false, capture, validation: { x, y } } as const
    const { metrics } = await fit(model, { x, y }, options)
    expect(metrics.loss).toEqual(loss.map(close))
    // Of one batch: what the next epoch begins with.
    expect(metrics.val_loss![0]).toEqual(close(loss[1]!))
    const first = [...withInnerLayers<OuterLayer & layers.Layer>(model)].find((layer) => layer.name === 'first')!
    expect(first.getWeights()[0]!.arraySync()).toEqual(
      kernel.map((row) => row.map((value) => expect.closeTo(value, 4))),
    )
    await expectNoLeaks(async () => {
      await fit(model, { x, y }, options)
      await predict(model, x)
    })
    model.dispose()
  },
)
