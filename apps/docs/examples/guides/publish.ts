import { writeFile } from 'node:fs/promises'
import { fingerprint, loadPenguins, oneHot, standardScaler, trainTestSplit } from '@dlw/data'
import { denseNetwork, loadModel, modelCard, saveModel } from '@dlw/models'
import { accuracy, compile, fit, predict, predictClasses } from '@dlw/train'
import { serveStatic } from '../../tests/static-server.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = `${temporaryFolder()}/penguin-species-1.0.0`

// #region train
const penguins = loadPenguins().drop('island', 'sex').dropMissing()
const species = penguins.labels('species')
const { values: y, classes } = oneHot(species)
const split = trainTestSplit({ x: penguins.drop('species'), y, species }, { testSize: 0.2, seed: 0, stratify: y })
const scaler = standardScaler().fit(split.train.x)
const x = scaler.transform(split.test.x)

const model = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed: 0 })
compile(model, { optimizer: 'adam', loss: 'categoricalCrossentropy' })
await fit(model, { x: scaler.transform(split.train.x), y: split.train.y }, { epochs: 100, seed: 0 })
// #endregion

// #region measure
const measured = accuracy(split.test.species, await predictClasses(model, x, { classes }))
const testSet = await fingerprint(split.test)
// #endregion

// #region card
const card = modelCard(model, {
  title: 'Penguin species 1.0.0',
  intendedUse: 'Learning how a classifier is made. For adult penguins of the Palmer Archipelago.',
  limits: ['Knows three species; any other bird is called one of them.', 'Was never shown a chick.'],
  data: {
    name: 'Palmer penguins',
    source: 'https://doi.org/10.1371/journal.pone.0090081',
    licence: 'CC0-1.0',
    split: { train: split.train.species.length, test: split.test.species.length },
    method: 'stratified by species, seed 0',
  },
  metrics: { accuracy: measured },
  testSet,
  licence: 'CC-BY-4.0',
  contact: 'https://github.com/dlw-js/dlw/issues',
})
console.log(card)
// #endregion

console.log('--- use')
// #region save
await saveModel(model, folder) // model.json and weights.bin
await writeFile(`${folder}/README.md`, card)
await writeFile(
  `${folder}/preparation.json`,
  JSON.stringify({ columns: split.train.x.columns, classes, ...scaler.scaling }),
)
// #endregion

const { url, close } = await serveStatic(folder)
const address = url.slice(0, -1)
// #region use
const published = await loadModel(`${address}/model.json`)
const preparation = await (await fetch(`${address}/preparation.json`)).json()

/** The species of a penguin, and how sure the model is. */
async function recognise(penguin: Record<string, number>): Promise<string> {
  const { columns, classes, offset, scale } = preparation
  const row = columns.map((name: string, at: number) => (penguin[name]! - offset[at]) / scale[at])
  const [probabilities] = await predict(published, [row])
  const most = Math.max(...probabilities!)
  return `${classes[probabilities!.indexOf(most)]}, ${(100 * most).toFixed(1)} %`
}

const met = { bill_length_mm: 46.1, bill_depth_mm: 13.2, flipper_length_mm: 211, body_mass_g: 4500 }
console.log(await recognise(met))
// #endregion
close()
