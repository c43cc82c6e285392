import { createRandom } from '@dlw/data'
import { convolutionalNetwork } from '@dlw/models'
import { compile, sparseCategoricalCrossentropy } from '@dlw/train'
import type { TuneData } from '@dlw/train/tuner'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** A network of the lesson's first grid: blocks of convolution, pooling and dropout, and two dense layers. */
export function build({ layers, dropout }: { layers: number; dropout: number }): LayersModel {
  const blocks = Array.from({ length: layers }, () => ({ filters: 50, dropout }))
  const model = convolutionalNetwork({ inputs: [64, 64, 3], blocks, hidden: [50], outputs: 10 })
  const loss = sparseCategoricalCrossentropy({ fromLogits: true })
  compile(model, { optimizer: 'adam', loss, metrics: ['accuracy'] })
  return model
}

/** As many pictures as the lesson has; the numbers are random, as time does not depend on them. */
export function data(): TuneData {
  const random = createRandom(0)
  const rows = (count: number) => ({
    x: {
      shape: [count, 64, 64, 3],
      data: Float32Array.from({ length: count * 64 * 64 * 3 }, () => random.uniform()),
    },
    y: Int32Array.from({ length: count }, (_, row) => row % 10),
  })
  return { ...rows(878), validation: rows(293) }
}
