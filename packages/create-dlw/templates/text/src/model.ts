import { tfjsSeed } from '@dlw/backend'
import { compile } from '@dlw/train'
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers'

/** What `main.ts` compares on the validation messages. */
export type Settings = { filters: number; dropout: number }

/**
 * Builds the network and says what to train it for. Each word becomes a vector, filters look at three neighbouring words
 * at a time, and the strongest answer of each filter counts. The same seed gives the same first weights.
 */
export function buildModel(size: { words: number; length: number; classes: number }, settings: Settings, seed: number) {
  const kernel = (stream: number) => initializers.glorotUniform({ seed: tfjsSeed(seed, stream) })
  const embeddingsInitializer = initializers.randomUniform({ minval: -0.05, maxval: 0.05, seed: tfjsSeed(seed, 0) })
  const { filters, dropout } = settings
  const model = sequential({
    layers: [
      // Two numbers more than words: one for filling up, one for unknown words.
      layers.embedding({ inputDim: size.words + 2, outputDim: 16, inputLength: size.length, embeddingsInitializer }),
      layers.conv1d({ filters, kernelSize: 3, activation: 'relu', kernelInitializer: kernel(1) }),
      layers.globalMaxPooling1d({}),
      layers.dropout({ rate: dropout, seed: tfjsSeed(seed, 2) }),
      layers.dense({ units: size.classes, activation: 'softmax', kernelInitializer: kernel(3) }),
    ],
  })
  compile(model, {
    optimizer: 'adam',
    learningRate: 0.005,
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  })
  return model
}
