import { initializers, layers, sequential } from '@tensorflow/tfjs-layers'

// #region data
// The wave of two tides, a reading for each hour: from 12 hours, the level of the next.
const level = (hour: number) => Math.sin(hour / 2) + 0.5 * Math.sin(hour / 3.1)
const windows = Array.from({ length: 200 }, (_, from) => Array.from({ length: 12 }, (_, at) => level(from + at)))
const x = { shape: [200, 12, 1], data: Float32Array.from(windows.flat()) }
const y = windows.map((_, from) => level(from + 12))
const part = (from: number, to: number) => ({
  x: { shape: [to - from, 12, 1], data: x.data.slice(from * 12, to * 12) },
  y: y.slice(from, to),
})
// By time: the future is not seen in the training.
const [train, test] = [part(0, 150), part(150, 200)]

// #endregion

// #region train
import { compile, earlyStopping, evaluate, fit } from '@dlw/train'

const seeded = (seed: number) => initializers.glorotUniform({ seed })
const lstm = layers.lstm({
  units: 8,
  inputShape: [12, 1],
  kernelInitializer: seeded(1),
  recurrentInitializer: seeded(2),
  recurrentActivation: 'sigmoid',
})
const model = sequential({ layers: [lstm, layers.dense({ units: 1, kernelInitializer: seeded(3) })] })
compile(model, { loss: 'mse', metrics: ['mae'], learningRate: 0.03 })
const callbacks = [earlyStopping({ patience: 3, restoreBestWeights: true })]
const { epochs } = await fit(model, train, { epochs: 12, seed: 0, validation: test, callbacks })
const { mae } = await evaluate(model, test)
// #endregion

// #region compare
// What the last reading says: nothing changes from one hour to the next.
const last = test.y.map((value, row) => Math.abs(value - test.x.data[row * 12 + 11]!))
const persistence = last.reduce((sum, error) => sum + error) / last.length
console.log(`${epochs.length} epochs`)
console.log(`mean absolute error: ${mae!.toFixed(2)}; of the last reading: ${persistence.toFixed(2)}`)
// #endregion
