import { readFileSync } from 'node:fs'
import { loadPenguins, oneHot, standardScaler, trainTestSplit } from '@dlw/data'
import { loadKeras, loadKerasWeights, saveKeras, summary } from '@dlw/models'
import { accuracy, compileFromKeras, fit, kerasCompilation, predict, predictClasses } from '@dlw/train'
import { temporaryFolder } from './temporary-folder.ts'

const golden = new URL('../../../../packages/testing/golden/', import.meta.url)
const file = new URL('guide-penguins.keras', golden)
const kerasSays: number[][] = JSON.parse(readFileSync(new URL('guide-penguins.json', golden), 'utf8')).firstOutputs

// #region load
const model = await loadKeras(file)
console.log(summary(model))
// #endregion

// #region rows
const penguins = loadPenguins().drop('island', 'sex').dropMissing()
const species = penguins.labels('species')
const { values: y, classes } = oneHot(species)
const split = trainTestSplit({ x: penguins.drop('species'), y, species }, { testSize: 0.2, seed: 0, stratify: y })
const scaler = standardScaler().fit(split.train.x)
const train = { x: scaler.transform(split.train.x), y: split.train.y }
const test = { x: scaler.transform(split.test.x), species: split.test.species }
// #endregion

console.log('--- compare')
// #region compare
const ours = await predict(model, test.x)
for (const [row, expected] of kerasSays.entries()) {
  const most = Math.max(...ours[row]!.map((value, place) => Math.abs(value - expected[place]!)))
  console.log(`penguin ${row}: within 1e-6 of Keras:`, most < 1e-6)
}
console.log(accuracy(test.species, await predictClasses(model, test.x, { classes })))
// #endregion

console.log('--- train-on')
const folder = temporaryFolder()
// #region train-on
const onward = await loadKeras(file, { compile: compileFromKeras })
await fit(onward, train, { epochs: 20, seed: 0 })
console.log(accuracy(test.species, await predictClasses(onward, test.x, { classes })))

await saveKeras(onward, `${folder}/penguins-again.keras`, { compilation: kerasCompilation })
// #endregion

// #region weights
await saveKeras(model, `${folder}/penguins.weights.h5`)
const same = await loadKeras(`${folder}/penguins-again.keras`)
await loadKerasWeights(same, `${folder}/penguins.weights.h5`)
// #endregion
