import { denseNetwork } from '@dlw/models'
import { compile } from '@dlw/train'

/** Builds the network and says what to train it for. The same seed gives the same first weights. */
export function buildModel(size: { inputs: number; classes: number }, seed: number) {
  const model = denseNetwork({
    inputs: size.inputs,
    hidden: [10],
    outputs: size.classes,
    outputActivation: 'softmax',
    seed,
  })
  compile(model, { optimizer: 'adam', learningRate: 0.01, loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
  return model
}
