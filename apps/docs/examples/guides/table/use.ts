import { readFile } from 'node:fs/promises'
import { useBackend } from '@dlw/backend'
import { Table, transformerFromJSON } from '@dlw/data'
import { loadModel } from '@dlw/models'
import { predict } from '@dlw/train'
import { sharedFolder } from './places.ts'

const folder = sharedFolder

// #region use
await useBackend({ prefer: 'wasm' })
const model = await loadModel(`${folder}/model`)
const preparation = JSON.parse(await readFile(`${folder}/preparation.json`, 'utf8'))
const preprocessor = transformerFromJSON(preparation.preprocessor)

const passengers = Table.fromColumns({
  Pclass: [1, 3],
  Sex: ['female', 'male'],
  Age: [29, null],
  SibSp: [0, 1],
  Fare: [80, 8],
  Embarked: ['C', 'Belfast'],
})
const scores = (await predict(model, preprocessor.transform(passengers))).flat()
for (const score of scores) console.log(score.toFixed(3), score >= preparation.threshold ? 'survives' : 'dies')
// #endregion
