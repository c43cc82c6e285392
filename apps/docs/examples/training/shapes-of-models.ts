import { createRandom } from '@dlw/data'
import { compile, fit } from '@dlw/train'
import {
  model as functional,
  initializers,
  input,
  layers,
  type SymbolicTensor,
  sequential,
} from '@tensorflow/tfjs-layers'

const random = createRandom(0)
const dense = (units: number, seed: number, activation: 'linear' | 'relu' | 'sigmoid' | 'tanh') =>
  layers.dense({ units, activation, kernelInitializer: initializers.glorotUniform({ seed }) })

// #region autoencoder
// Points on a curve in five dimensions: two numbers say where each lies.
const points = Array.from({ length: 200 }, () => {
  const [a, b] = [random.uniform(), random.uniform()]
  return [a, b, a * b, (a + b) / 2, Math.abs(a - b)]
})
const coder = dense(2, 2, 'tanh')
const autoencoder = sequential({ layers: [layers.inputLayer({ inputShape: [5] }), dense(8, 1, 'relu'), coder] })
autoencoder.add(dense(8, 3, 'relu'))
autoencoder.add(dense(5, 4, 'sigmoid'))
compile(autoencoder, { loss: 'mse', learningRate: 0.01 })
const { metrics } = await fit(autoencoder, { x: points, y: points }, { epochs: 40, seed: 0 })
console.log(`${metrics.loss![0]!.toFixed(3)} → ${metrics.loss!.at(-1)!.toFixed(3)}`)
// #endregion

console.log('--- siamese')
// #region siamese
// Are two points of the same quarter?
const point = () => [random.uniform() - 0.5, random.uniform() - 0.5]
const [one, other] = [Array.from({ length: 600 }, point), Array.from({ length: 600 }, point)]
const alike = one.map(([a, b], row) => Number(a! * other[row]![0]! > 0 && b! * other[row]![1]! > 0))

const encoder = sequential({
  layers: [layers.inputLayer({ inputShape: [2] }), dense(16, 5, 'relu'), dense(4, 6, 'tanh')],
})
const [left, right] = [input({ shape: [2], name: 'one' }), input({ shape: [2], name: 'other' })]
const product = layers.multiply().apply([encoder.apply(left), encoder.apply(right)] as SymbolicTensor[])
const joined = dense(8, 7, 'relu').apply(product)
const outputs = dense(1, 8, 'sigmoid').apply(joined) as SymbolicTensor
const siamese = functional({ inputs: [left, right], outputs })
compile(siamese, { loss: 'binaryCrossentropy', metrics: ['accuracy'], learningRate: 0.02 })
const history = await fit(siamese, { x: { one, other }, y: alike }, { epochs: 30, seed: 0 })
console.log(`accuracy ${history.metrics.accuracy!.at(-1)!.toFixed(2)}`)
// #endregion
