import { createRandom, trainTestSplit } from '@dlw/data'
import { denseNetwork } from '@dlw/models'
import { auc, compile, evaluate, fit, precision, recall } from '@dlw/train'

// #region data
// One payment in forty is a fraud, and differs a little from the others.
const random = createRandom(0)
const y = Array.from({ length: 4000 }, (_, row) => Number(row % 40 === 0))
const x = y.map((fraud) => [random.normal() + 1.5 * fraud, random.normal() - fraud])
const { train, test } = trainTestSplit({ x, y }, { testSize: 0.25, seed: 0, stratify: y })
// #endregion

// #region train
async function trained(classWeight: Record<number, number>): Promise<string> {
  const model = denseNetwork({ inputs: 2, hidden: [8], outputs: 1, outputActivation: 'sigmoid', seed: 0 })
  const metrics = ['accuracy', precision(), recall(), auc({ name: 'roc' }), auc({ curve: 'PR', name: 'pr' })] as const
  compile(model, { loss: 'binaryCrossentropy', metrics: [...metrics], learningRate: 0.01 })
  await fit(model, train, { epochs: 10, seed: 0, classWeight })
  const { loss, ...measured } = await evaluate(model, test)
  return Object.entries(measured)
    .map(([name, value]) => `${name} ${value.toFixed(2)}`)
    .join('  ')
}
console.log('every row counts once  ', await trained({}))
console.log('a fraud counts 39 times', await trained({ 1: 39 }))
// #endregion
