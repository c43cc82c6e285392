import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { useBackend } from '@dlw/backend'
import { createRandom, parseCsv, standardScaler } from '@dlw/data'
import { denseNetwork, loadKeras, loadModel, loadWeights, saveKeras, saveModel, saveWeights } from '@dlw/models'
import { adam, compile, evaluate, fit, predict } from '@dlw/train'
import { gridSearch, integer, search } from '@dlw/train/tuner'
import { historyPlot, scatterPlot, toSvg } from '@dlw/viz'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'

/** Something that is done again and again, and must leave nothing behind. */
export type Activity = (round: number) => Promise<void>

const folder = mkdtempSync(join(tmpdir(), 'dlw-soak-'))
const random = createRandom(0)
const x = Array.from({ length: 96 }, () => Array.from({ length: 4 }, () => random.uniform(-1, 1)))
const y = x.map(([a, b]) => (a! > 0.3 ? [1, 0, 0] : b! > 0 ? [0, 1, 0] : [0, 0, 1]))
const pixels = Array.from({ length: 8 * 12 * 12 }, () => random.uniform(0, 1))
const csv = `a,b,c\n${x.map(([a, b]) => `${a},${b},text`).join('\n')}`

function dense(): LayersModel {
  const model = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed: 1 })
  compile(model, { loss: 'categoricalCrossentropy', metrics: ['accuracy'], optimizer: adam() })
  return model
}

function convolutional(): LayersModel {
  const model = sequential()
  model.add(layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu', inputShape: [12, 12, 1] }))
  model.add(layers.maxPooling2d({ poolSize: 2 }))
  model.add(layers.flatten())
  model.add(layers.dense({ units: 3, activation: 'softmax' }))
  compile(model, { loss: 'categoricalCrossentropy' })
  return model
}

async function withModel(model: LayersModel, use: (model: LayersModel) => Promise<unknown>): Promise<void> {
  try {
    await use(model)
  } finally {
    model.optimizer?.dispose()
    model.dispose()
  }
}

/** All activities, under the names that the table shows. */
export const activities: Readonly<Record<string, Activity>> = {
  fit: (round) => withModel(dense(), (model) => fit(model, { x, y }, { epochs: 2, seed: round, validation: { x, y } })),
  'fit, captured': (round) =>
    withModel(dense(), async (model) => {
      await useBackend({ prefer: 'wasm', threads: 1 })
      const { capture } = await fit(model, { x, y }, { epochs: 4, batchSize: 8, seed: round, capture: true })
      if (!(capture && capture.steps > 0))
        throw new Error(`expected captured steps, received ${JSON.stringify(capture)}`)
    }),
  'fit of images': (round) =>
    withModel(convolutional(), async (model) => {
      const rows = tf.tensor4d(pixels, [8, 12, 12, 1])
      try {
        await fit(model, { x: rows, y: y.slice(0, 8) }, { epochs: 1, batchSize: 4, seed: round })
      } finally {
        rows.dispose()
      }
    }),
  'predict and evaluate': () =>
    withModel(dense(), async (model) => {
      await predict(model, x)
      await evaluate(model, { x, y })
    }),
  'save and load': () =>
    withModel(dense(), async (model) => {
      await saveModel(model, join(folder, 'model'))
      await saveKeras(model, join(folder, 'model.keras'))
      await saveWeights(model, join(folder, 'weights'))
      await loadWeights(model, join(folder, 'weights'))
      ;(await loadModel(join(folder, 'model'))).dispose()
      ;(await loadKeras(join(folder, 'model.keras'))).dispose()
    }),
  plots: async () => {
    toSvg(historyPlot({ epochs: [0, 1, 2], metrics: { loss: [3, 2, 1], val_loss: [3, 2.5, 2] } }))
    toSvg(scatterPlot(parseCsv(csv), { x: 'a', y: 'b' }))
  },
  tables: async () => {
    standardScaler().fitTransform(parseCsv(csv).select('a', 'b'))
  },
  search: async (round) => {
    const space = { units: integer({ min: 1, max: 4 }) }
    const strategy = gridSearch()
    await search(async ({ units }) => units, { space, strategy, direction: 'min', seed: round, maxTrials: 4 })
  },
  'backend switch': async () => {
    await Promise.all([useBackend({ prefer: 'cpu' }), useBackend({ prefer: 'wasm', threads: 1 })])
  },
}
