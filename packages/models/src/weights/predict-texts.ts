import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** Lets a model predict from texts: TensorFlow.js cuts what it is given into batches, and cannot cut texts. */
export function predictTexts<Model extends LayersModel>(model: Model): Model {
  if (!model.inputs.some(({ dtype }) => dtype === 'string')) return model
  model.predict = (inputs) => tf.tidy(() => model.apply(inputs) as tf.Tensor | tf.Tensor[])
  model.predictOnBatch = (inputs) => model.predict(inputs)
  return model
}
