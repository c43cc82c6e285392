import * as tf from '@tensorflow/tfjs-core'
import type { layers, Shape } from '@tensorflow/tfjs-layers'
import type { KerasLayer } from './layer-from-keras.ts'

/** Layers for which the place of the channels makes no difference, or that say it by an axis. */
const indifferent = new Set(['Dense', 'EinsumDense'])

/** Whether the channels of a layer's input come before height and width. */
export function isChannelsFirst({ class_name: name, config }: KerasLayer): boolean {
  return config.data_format === 'channels_first' && !indifferent.has(name)
}

const toLast = (rank: number): number[] => [0, ...Array.from({ length: rank - 2 }, (_, axis) => axis + 2), 1]
const toFirst = (rank: number): number[] => [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, axis) => axis + 1)]

/** Makes a layer that wants the channels last take them first: what it is given is turned, and turned back. */
export function channelsFirst(layer: layers.Layer): layers.Layer {
  Object.assign(layer, { onlyForKeras: 'takes the channels first' })
  const [build, call, shapeOf, getConfig] = [
    layer.build.bind(layer),
    layer.call.bind(layer),
    layer.computeOutputShape.bind(layer),
    layer.getConfig.bind(layer),
  ]
  const turned = (shape: Shape, order: (rank: number) => number[]): Shape =>
    shape.length < 3 ? shape : order(shape.length).map((axis) => shape[axis]!)
  layer.build = (shape) => build(turned(shape as Shape, toLast))
  layer.computeOutputShape = (shape) => turned(shapeOf(turned(shape as Shape, toLast)) as Shape, toFirst)
  layer.call = (inputs, kwargs) =>
    tf.tidy(() => {
      const x = [inputs].flat()[0]!
      const y = call(tf.transpose(x, toLast(x.rank)), kwargs) as tf.Tensor
      return y.rank < 3 ? tf.clone(y) : tf.transpose(y, toFirst(y.rank))
    })
  layer.getConfig = () => ({ ...getConfig(), dataFormat: 'channelsFirst' })
  layer.inputSpec = null as unknown as layers.Layer['inputSpec']
  return layer
}
