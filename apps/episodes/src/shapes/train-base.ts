import { fileURLToPath } from 'node:url'
import { useBackend } from '@dlw/backend'
import { convolutionalNetwork, loadBackbone, saveModel } from '@dlw/models'
import { compile, fit, progressBar, sparseCategoricalCrossentropy } from '@dlw/train'
import { scaled } from '../images/pictures.ts'
import { drawShapes, knownShapes } from './shapes.ts'

/**
 * Makes the small base that the page carries for readers who have no ImageNet weights at hand: trained on drawn shapes,
 * without its classifier. `node --conditions=@dlw/source apps/episodes/src/shapes/train-base.ts` writes `base` anew.
 */
await useBackend({ prefer: 'wasm' })
const { train, test, classes } = drawShapes(knownShapes, { perShape: 1000, seed: 1 })
const model = convolutionalNetwork({
  inputs: [64, 64, 3],
  blocks: [{ filters: 8 }, { filters: 16 }, { filters: 32 }, { filters: 64 }],
  outputs: classes.length,
  seed: 0,
})
compile(model, {
  optimizer: 'adam',
  loss: sparseCategoricalCrossentropy({ fromLogits: true }),
  metrics: ['accuracy'],
  learningRate: 0.002,
})
await fit(
  model,
  { x: scaled(train.images, 0), y: train.labels },
  {
    epochs: 10,
    seed: 0,
    validation: { x: scaled(test.images, 0), y: test.labels },
    callbacks: [progressBar()],
  },
)
const folder = fileURLToPath(new URL('base', import.meta.url))
await saveModel(model, folder)
const last = model.layers.findLast((layer) => layer.getClassName() === 'MaxPooling2D')!
await saveModel(await loadBackbone(folder, { cut: last.name }), folder)
