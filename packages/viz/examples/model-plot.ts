import '@tensorflow/tfjs-backend-cpu'
import { modelPlot } from '@dlw/viz'
import { input, layers, model } from '@tensorflow/tfjs-layers'

/** A small residual network: two paths that meet again. */
const image = input({ shape: [64, 64, 3], name: 'image' })
const first = layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same', name: 'conv_1' }).apply(image)
const normal = layers.batchNormalization({ name: 'normalise' }).apply(first)
const second = layers.conv2d({ filters: 16, kernelSize: 3, padding: 'same', name: 'conv_2' }).apply(normal)
const sum = layers.add({ name: 'add' }).apply([first as never, second as never])
const pooled = layers.globalAveragePooling2d({ name: 'pool' } as never).apply(sum)
const output = layers.dense({ units: 10, name: 'classes' }).apply(pooled)
export const figure: SVGSVGElement = await modelPlot(model({ inputs: image, outputs: output as never }))
