import { createRandom, trainTestSplit } from '@dlw/data'
import { denseNetwork } from '@dlw/models'
import { compile } from '@dlw/train'
import { choice, decimal, integer, parameterImportances, successiveHalving, tpe, tune } from '@dlw/train/tuner'

// #region data
const random = createRandom(0)
const x = Array.from({ length: 400 }, () => [random.normal(), random.normal(), random.normal()])
const y = x.map(([a, b, c]) => [Number(Math.sin(2 * a!) + b! * c! + 0.3 * random.normal() > 0)])
const { train, test: validation } = trainTestSplit({ x, y }, { testSize: 0.25, seed: 0 })
// #endregion

// #region space
const space = {
  learningRate: decimal({ min: 1e-4, max: 0.3, sampling: 'log' }),
  units: integer({ min: 4, max: 64, sampling: 'log' }),
  depth: choice([1, 2, 3]),
  dropout: decimal({ min: 0, max: 0.5 }),
}
type Values = { learningRate: number; units: number; depth: number; dropout: number }

function build({ learningRate, units, depth, dropout }: Values) {
  const hidden = new Array<number>(depth).fill(units)
  const network = denseNetwork({ inputs: 3, hidden, outputs: 1, outputActivation: 'sigmoid', dropout, seed: 0 })
  compile(network, { loss: 'binaryCrossentropy', metrics: ['accuracy'], learningRate })
  return network
}
const data = { ...train, validation }
// #endregion

// #region first
const options = { space, strategy: tpe(), objective: 'val_loss', epochs: 12, seed: 0 } as const
const first = await tune(build, data, { ...options, maxTrials: 30 })
console.log('best', first.best.score.toFixed(3), JSON.stringify(first.best.values))
// #endregion

console.log('--- importances')
// #region importances
for (const [name, share] of Object.entries(parameterImportances(first, { space }))) {
  console.log(name.padEnd(12), share.toFixed(2))
}
// #endregion

console.log('--- pruning')
// #region pruning
const pruner = successiveHalving({ minEpochs: 3, factor: 2 })
const pruned = await tune(build, data, { ...options, maxTrials: 30, pruner })
const epochs = (trials: typeof pruned.trials): number =>
  trials.reduce((sum, { reports, executions }) => sum + (reports?.length ?? executions?.[0]?.epochs ?? 0), 0)
console.log(`all trials to the end: ${epochs(first.trials)} epochs, best ${first.best.score.toFixed(3)}`)
console.log(`with pruning:          ${epochs(pruned.trials)} epochs, best ${pruned.best.score.toFixed(3)}`)
// #endregion

console.log('--- constraints')
// #region constraints
const weights = ({ units, depth }: Values): number => 4 * units + (depth - 1) * units * (units + 1) + units + 1
const small = await tune(build, data, {
  ...options,
  maxTrials: 30,
  constraints: ({ values }) => [weights(values) - 500],
})
console.log(`${weights(small.best.values)} weights, best ${small.best.score.toFixed(3)}`)
// #endregion

console.log('--- warm')
// #region warm
const warm = await tune(build, data, { ...options, maxTrials: 10, addTrials: first.trials })
console.log(`${warm.trials.length} trials known, 10 of them trained, best ${warm.best.score.toFixed(3)}`)
// #endregion
