// #region learn
import { denseNetwork } from '@dlw/models'
import { compile, fit, predict } from '@dlw/train'

const x = [[-1], [0], [1], [2], [3], [4]]
const y = x.map(([value]) => [2 * value! - 1]) // the rule that nobody tells the network

const model = denseNetwork({ inputs: 1, hidden: [], outputs: 1, seed: 0 })
compile(model, { optimizer: 'sgd', loss: 'meanSquaredError', learningRate: 0.05 })
const history = await fit(model, { x, y }, { epochs: 200, seed: 0 })

const losses = history.metrics.loss!
console.log('loss in the first epoch ', losses[0]!.toFixed(4))
console.log('loss in the last epoch  ', losses.at(-1)!.toFixed(4))
console.log('prediction for x = 10   ', (await predict(model, [[10]]))[0]![0]!.toFixed(2))
// #endregion

const [weight, bias] = model.getWeights().map((tensor) => tensor.dataSync()[0]!)
export const numbers = { lineWeight: Number(weight!.toFixed(2)), lineBias: Number(bias!.toFixed(2)) }
