import { convolutionalNetwork } from '@dlw/models'
import { compile } from '@dlw/train'
import { size } from './data.ts'

/** What `main.ts` compares on the validation images. */
export type Settings = { filters: number; dropout: number }

/** Builds the network and says what to train it for. The same seed gives the same first weights. */
export function buildModel(classes: number, { filters, dropout }: Settings, seed: number) {
  const model = convolutionalNetwork({
    inputs: [size, size, 3],
    blocks: [{ filters }, { filters: 2 * filters }, { filters: 2 * filters, pool: 1, dropout }],
    hidden: [64],
    outputs: classes,
    outputActivation: 'softmax',
    seed,
  })
  compile(model, {
    optimizer: 'adam',
    learningRate: 0.002,
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  })
  return model
}
