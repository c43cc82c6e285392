import { loadPenguins, oneHot, standardScaler, trainTestSplit } from '@dlw/data'
import { denseNetwork } from '@dlw/models'
import { compile, evaluate, fit, overfitBatch, type TrainStep } from '@dlw/train'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

const penguins = loadPenguins().drop('island', 'sex').dropMissing()
const { values: y } = oneHot(penguins.labels('species'))
const split = trainTestSplit({ x: penguins.drop('species'), y }, { testSize: 0.2, seed: 0, stratify: y })
const scaler = standardScaler().fit(split.train.x)
const train = { x: scaler.transform(split.train.x), y: split.train.y }
const test = { x: scaler.transform(split.test.x), y: split.test.y }
const build = () => {
  const model = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed: 0 })
  compile(model, { loss: 'categoricalCrossentropy', metrics: ['accuracy'], learningRate: 0.01 })
  return model
}

// #region check
const { remaining } = await overfitBatch(build(), train, { seed: 0, batchSize: 16 })
console.log(`of the first loss, ${(100 * remaining).toFixed(0)} % remains`)
// #endregion

console.log('--- step')
// #region step
/** How the features of some rows must change so that the loss grows fastest. */
function hardest(model: LayersModel, x: tf.Tensor, y: tf.Tensor): tf.Tensor {
  const lossOf = (rows: tf.Tensor) => {
    const shares = model.apply(rows) as tf.Tensor
    return tf.neg(tf.sum(tf.mul(y, tf.log(tf.add(shares, 1e-7))))) as tf.Scalar
  }
  return tf.sign(tf.grad(lossOf)(x))
}

const trainStep: TrainStep = ({ inputs, targets }, { model, minimize, compiledLoss }) => {
  const [x, y] = [inputs[0]!, targets[0]!]
  const attacked = tf.add(x, tf.mul(hardest(model, x, y), 0.3))
  const loss = minimize(() => {
    const plain = compiledLoss({ inputs: [x], targets })
    return tf.div(tf.add(plain, compiledLoss({ inputs: [attacked], targets })), 2) as tf.Scalar
  })
  return { loss }
}
// #endregion

// #region compare
const attackedTest = (model: LayersModel) =>
  tf.tidy(() => {
    const x = tf.tensor(test.x.toArray() as number[][])
    return { x: tf.add(x, tf.mul(hardest(model, x, tf.tensor(test.y)), 0.3)).arraySync() as number[][], y: test.y }
  })
for (const [name, options] of Object.entries({ plain: {}, hardened: { trainStep } })) {
  const model = build()
  await fit(model, train, { epochs: 40, seed: 0, ...options })
  const [clean, attacked] = [await evaluate(model, test), await evaluate(model, attackedTest(model))]
  console.log(`${name}: ${clean.accuracy!.toFixed(3)}, attacked ${attacked.accuracy!.toFixed(3)}`)
}
// #endregion
