// #region densenet
import { denseNet121, parameterCount, transferModel } from '@dlw/models'

// Random weights, since only the sizes matter here; the lesson says weights: 'imagenet'.
const options = { includeTop: false, pooling: 'max', inputShape: [160, 160, 3] } as const
const backbone = await denseNet121({ ...options, weights: null })
console.log('DenseNet121 without its top:', parameterCount(backbone))

const model = transferModel(backbone, { inputs: [64, 64, 3], outputs: 10 })
console.log('with a new head:', parameterCount(model))
// #endregion

// #region head
for (const layer of model.layers.slice(-5)) {
  const trainable = layer.trainableWeights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a! * b!, 1)!, 0)
  console.log(layer.getClassName(), JSON.stringify(layer.outputShape), trainable)
}
// #endregion

const counts = parameterCount(model)
export const numbers = {
  total: counts.total,
  trainable: counts.trainable,
  share: counts.trainable / counts.total,
  base: backbone.countParams(),
}
