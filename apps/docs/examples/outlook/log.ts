import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadPenguins, oneHot, Table, trainTestSplit } from '@dlw/data'

const folder = await mkdtemp(join(tmpdir(), 'log-'))
const penguins = loadPenguins().dropMissing()
const species = penguins.labels('species')
const data = { x: penguins.drop('species', 'island', 'sex'), y: oneHot(species).values }
const { train, test } = trainTestSplit(data, { testSize: 0.3, seed: 0, stratify: species })
const scaler = standardScaler().fit(train.x)

// #region log
import { standardScaler } from '@dlw/data'
import { denseNetwork } from '@dlw/models'
import { compareRuns, compile, evaluate, experimentLog, fit } from '@dlw/train'

const log = experimentLog(join(folder, 'experiments.csv'))
for (const neurons of [2, 10]) {
  const model = denseNetwork({ inputs: 4, hidden: [neurons], outputs: 3, outputActivation: 'softmax', seed: 0 })
  compile(model, { optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
  await fit(model, { x: scaler.transform(train.x), y: train.y }, { epochs: 50, seed: 0 })
  const testData = { x: scaler.transform(test.x), y: test.y }
  const { accuracy } = await evaluate(model, testData)
  await log.append({
    model: `penguins-${neurons}`,
    description: `4–${neurons}–3, standardised`,
    metric: 'accuracy',
    value: accuracy!,
    testSet: 'penguins, 30 %',
    testData,
    comment: neurons === 2 ? 'as small as it gets' : 'the usual size',
    seed: 0,
  })
}
const runs = compareRuns(await log.runs())
// #endregion
console.log(
  `${Table.fromRows(
    runs.map(({ model, description, metric, value, testSet, commit, comment }) => ({
      model,
      description,
      [metric]: Number(value.toFixed(3)),
      'test set': testSet,
      commit: commit || '(none)',
      comment,
    })),
  )}`,
)

await rm(folder, { recursive: true })
