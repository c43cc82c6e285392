import type { NdArray } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import * as layers from '@tensorflow/tfjs-layers'

/** The weights of a network's first convolution, `[height, width, channels, filters]`. */
export function firstKernels(model: layers.LayersModel) {
  const kernel = firstConvolution(model).getWeights()[0]!
  return { shape: kernel.shape, data: kernel.dataSync<'float32'>() }
}

/** What the first convolution answers to a picture: one map per filter, `[1, height, width, filters]`. */
export function featureMaps(model: layers.LayersModel, picture: NdArray) {
  // #region feature-maps
  const inside = layers.model({
    inputs: model.inputs,
    outputs: firstConvolution(model).output as layers.SymbolicTensor,
  })
  const maps = tf.tidy(() => inside.predict(tf.tensor(picture.data, [1, ...picture.shape], 'float32')) as tf.Tensor)
  // #endregion
  const data = maps.dataSync<'float32'>()
  maps.dispose()
  return { shape: maps.shape, data }
}

function firstConvolution(model: layers.LayersModel): layers.layers.Layer {
  return model.layers.find((layer) => layer.getClassName() === 'Conv2D')!
}
