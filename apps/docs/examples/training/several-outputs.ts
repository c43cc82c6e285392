import { loadPenguins, standardScaler, trainTestSplit } from '@dlw/data'
import { compile, evaluate, fit, predictOutputs } from '@dlw/train'
import { model as functional, initializers, input, layers, type SymbolicTensor } from '@tensorflow/tfjs-layers'

// #region data
const penguins = loadPenguins().drop('island', 'sex').dropMissing()
const names = [...new Set(penguins.labels('species'))].sort()
const species = penguins.labels('species').map((name) => names.indexOf(name))
const mass = penguins
  .select('body_mass_g')
  .toArray()
  .map(([grams]) => [grams! / 1000])
const bill = penguins.select('bill_length_mm', 'bill_depth_mm')
const flipper = penguins.select('flipper_length_mm')
const split = trainTestSplit({ bill, flipper, species, mass }, { testSize: 0.2, seed: 0, stratify: species })
const bills = standardScaler().fit(split.train.bill)
const flippers = standardScaler().fit(split.train.flipper)
const dataOf = ({ bill, flipper, species, mass }: typeof split.train) => ({
  x: { bill: bills.transform(bill), flipper: flippers.transform(flipper) },
  y: { species, mass },
})
// #endregion

// #region model
const dense = (units: number, seed: number, name: string, activation: 'linear' | 'relu' | 'softmax') =>
  layers.dense({ units, name, activation, kernelInitializer: initializers.glorotUniform({ seed }) })
const [billInput, flipperInput] = [input({ shape: [2], name: 'bill' }), input({ shape: [1], name: 'flipper' })]
const both = layers.concatenate().apply([billInput, flipperInput])
const hidden = dense(10, 1, 'hidden', 'relu').apply(both)
const outputs = [
  dense(3, 2, 'species', 'softmax').apply(hidden) as SymbolicTensor,
  dense(1, 3, 'mass', 'linear').apply(hidden) as SymbolicTensor,
]
const model = functional({ inputs: [billInput, flipperInput], outputs })
// #endregion

// #region compile
compile(model, {
  loss: { species: 'sparseCategoricalCrossentropy', mass: 'mse' },
  lossWeights: { species: 1, mass: 0.5 },
  metrics: { species: 'accuracy', mass: 'mae' },
  learningRate: 0.01,
})
const { metrics } = await fit(model, dataOf(split.train), { epochs: 60, seed: 0, validation: dataOf(split.test) })
console.log(Object.keys(metrics).filter((name) => name.startsWith('val_')))
// #endregion

console.log('--- measured')
// #region measure
const measured = await evaluate(model, dataOf(split.test))
for (const [name, value] of Object.entries(measured)) console.log(`${name}: ${value.toFixed(3)}`)
const predictions = await predictOutputs(model, dataOf(split.test).x)
console.log(predictions.species?.shape, predictions.mass?.shape)
// #endregion
