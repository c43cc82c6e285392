import { createRandom } from '@dlw/data'
import { dropout } from '@dlw/models'
import { compile, fit } from '@dlw/train'
import { linePlot, toSvg } from '@dlw/viz'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers'

const random = createRandom(0)
const kernel = (seed: number) => initializers.heNormal({ seed })
const model = sequential({
  layers: [
    layers.dense({ units: 64, activation: 'relu', kernelInitializer: kernel(1), inputShape: [1] }),
    dropout({ rate: 0.2, seed: 2 }),
    layers.dense({ units: 64, activation: 'relu', kernelInitializer: kernel(3) }),
    dropout({ rate: 0.2, seed: 4 }),
    layers.dense({ units: 1, kernelInitializer: kernel(5) }),
  ],
})
compile(model, { optimizer: 'adam', loss: 'mse', learningRate: 0.005 })
const x = Array.from({ length: 120 }, () => [random.uniform(-2, 2)])
await fit(model, { x, y: x.map(([value]) => [Math.sin(2 * value!) + random.normal(0, 0.1)]) }, { epochs: 300, seed: 0 })

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const places = Array.from({ length: 41 }, (_, index) => -4 + index / 5)
// #region many
const input = tf.tensor2d(places.map((place) => [place]))
const runs = Array.from({ length: 100 }, () => (model.apply(input, { training: true }) as tf.Tensor).dataSync())

const answers = places.map((_, index) => runs.map((run) => run[index]!))
const means = answers.map((values) => mean(values))
const spreads = answers.map((values, index) => Math.sqrt(mean(values.map((value) => (value - means[index]!) ** 2))))
// #endregion

const at = (place: number) => places.findIndex((value) => Math.abs(value - place) < 1e-9)
for (const place of [0, 1, 2, 3, 4]) {
  const index = at(place)
  console.log(`x = ${place}: ${means[index]!.toFixed(2)} ± ${spreads[index]!.toFixed(2)}`)
}
export const numbers = { spreadInside: spreads[at(1)]!, spreadOutside: spreads[at(4)]! }
export const figures = {
  'monte-carlo': {
    caption: 'A hundred predictions with dropout on: their mean, and two standard deviations on either side',
    svg: toSvg(
      linePlot(
        {
          mean: means,
          above: means.map((value, index) => value + 2 * spreads[index]!),
          below: means.map((value, index) => value - 2 * spreads[index]!),
        },
        { x: places, xLabel: 'x', yLabel: 'prediction', dashed: ['above', 'below'] },
      ),
    ),
  },
}
