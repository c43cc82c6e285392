import { denseNetwork } from '@dlw/models'
import { compile } from '@dlw/train'

/** What the search in `refine.ts` may change. */
export type Settings = { units: number; learningRate: number }

/** Builds the network and says what to train it for. The same seed gives the same first weights. */
export function buildModel(size: { inputs: number; classes: number }, settings: Settings, seed: number) {
  const model = denseNetwork({
    inputs: size.inputs,
    hidden: [settings.units],
    outputs: size.classes,
    outputActivation: 'softmax',
    seed,
  })
  compile(model, {
    optimizer: 'adam',
    learningRate: settings.learningRate,
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  })
  return model
}
