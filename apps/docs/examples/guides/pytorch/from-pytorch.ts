import { batchNormalization } from '@dlw/models'
import { loadStateDict, toStateDict } from '@dlw/models/pytorch'
import * as tf from '@tensorflow/tfjs-core'
import { layers, sequential } from '@tensorflow/tfjs-layers'

const folder = new URL('../../../../../packages/testing/golden/torch-models/', import.meta.url)

/** The multilayer perceptron of the guide, with PyTorch's weights. */
export async function loadPerceptron() {
  const file = new URL('mlp.pth', folder)
  // #region perceptron
  const model = sequential({
    layers: [
      layers.dense({ units: 5, activation: 'relu', inputShape: [4] }),
      batchNormalization(),
      layers.dense({ units: 3 }),
    ],
  })
  await loadStateDict(model, file, { map: 'order' })
  // #endregion
  return model
}

/** The convolutional network of the guide, with PyTorch's weights. */
export async function loadConvolutional() {
  const file = new URL('cnn.safetensors', folder)
  // #region convolutional
  const model = sequential({
    layers: [
      layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', inputShape: [10, 10, 3], name: 'conv1' }),
      batchNormalization({ name: 'bn1' }),
      layers.reLU({}),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.depthwiseConv2d({
        kernelSize: 3,
        depthMultiplier: 2,
        useBias: false,
        activation: 'relu',
        name: 'depthwise',
      }),
      layers.flatten(),
      batchNormalization({ name: 'bn2' }),
      layers.dense({ units: 3, name: 'fc' }),
    ],
  })
  await loadStateDict(model, file)
  // #endregion
  return model
}

/** Returns the largest difference from what PyTorch computed. */
export function farthest(model: { predict(x: tf.Tensor): unknown }, images: tf.Tensor, torchSays: tf.Tensor): number {
  // #region compare
  const ours = model.predict(images) as tf.Tensor
  const difference = tf.max(tf.abs(tf.sub(ours, torchSays)))
  // #endregion
  return difference.dataSync()[0]!
}

/** The weights as a file for PyTorch. */
export async function backToPytorch(model: Awaited<ReturnType<typeof loadPerceptron>>): Promise<Uint8Array> {
  const [first, standard, last] = model.layers.map(({ name }) => name) as [string, string, string]
  // #region back
  const bytes = await toStateDict(model, { map: { '0': first, '2': standard, '3': last } })
  // #endregion
  return bytes
}
