import '@tensorflow/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { type BackendReport, type UseBackendOptions, useBackend } from '../src/index.ts'

/** What {@link tenSteps} gives back. */
export type TenSteps = { report: BackendReport; dense: number[]; convolutional: number[] }

/** Numbers between −1 and 1 that are the same everywhere. */
const wave = (size: number, seed: number) =>
  Float32Array.from({ length: size }, (_, index) => Math.sin(seed + 12.9898 * (index + 1)))

/** Ten Adam steps of a dense network and of a small convolutional one, with weights and data that are the same everywhere. */
export async function tenSteps(options: UseBackendOptions): Promise<TenSteps> {
  const report = await useBackend(options)
  const dense = sequential({
    layers: [
      layers.dense({ inputShape: [4], units: 10, activation: 'relu' }),
      layers.dense({ units: 3, activation: 'softmax' }),
    ],
  })
  const convolutional = sequential({
    layers: [
      layers.conv2d({ inputShape: [16, 16, 3], filters: 8, kernelSize: 3, activation: 'relu' }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 8, kernelSize: 3, activation: 'relu' }),
      layers.flatten(),
      layers.dense({ units: 3, activation: 'softmax' }),
    ],
  })
  return { report, dense: await losses(dense, [32, 4]), convolutional: await losses(convolutional, [8, 16, 16, 3]) }
}

async function losses(model: LayersModel, shape: number[]): Promise<number[]> {
  tf.tidy(() => {
    const weights = model.weights.map((weight, index) => {
      const size = tf.util.sizeFromShape(weight.shape as number[])
      return tf.tensor(
        wave(size, index).map((value) => value / 3),
        weight.shape as number[],
      )
    })
    model.setWeights(weights)
  })
  model.compile({ optimizer: tf.train.adam(0.01), loss: 'categoricalCrossentropy' })
  const x = tf.tensor(wave(tf.util.sizeFromShape(shape), 99), shape)
  const labels = Array.from({ length: shape[0]! }, (_, index) =>
    [0, 1, 2].map((label) => (index % 3 === label ? 1 : 0)),
  )
  const y = tf.tensor(labels)
  const history: number[] = []
  for (let step = 0; step < 10; step++) history.push((await model.trainOnBatch(x, y)) as number)
  tf.dispose([x, y])
  model.dispose()
  return history
}
