import { writeFile } from 'node:fs/promises'
import { useBackend } from '@dlw/backend'
import {
  classWeights,
  columnTransformer,
  loadCsv,
  oneHotEncoder,
  simpleImputer,
  standardScaler,
  trainValidationTestSplit,
  validateTable,
} from '@dlw/data'
import { denseNetwork, saveModel } from '@dlw/models'
import {
  classificationReport,
  compile,
  earlyStopping,
  fit,
  formatClassificationReport,
  precisionRecallCurve,
  predict,
  rocCurve,
  tuneThreshold,
} from '@dlw/train'
import { passengersFile, sharedFolder } from './places.ts'

const file = passengersFile
const folder = sharedFolder

// #region read
await useBackend({ prefer: 'wasm' })
const table = await loadCsv(file)
console.log(`${table.head()}`)
console.log(`${validateTable(table)}`)
// #endregion

// #region split
const y = [...table.numbers('Survived')]
const rows = { x: table.drop('Survived'), y }
const options = { validationSize: 0.2, testSize: 0.2, seed: 0, stratify: y }
const { train, validation, test } = trainValidationTestSplit(rows, options)
// #endregion

console.log('--- prepare')
// #region prepare
const categories = ['Pclass', 'Sex', 'Embarked']
const preprocessor = columnTransformer([
  { columns: ['Age', 'SibSp', 'Fare'], steps: [simpleImputer({ strategy: 'median' }), standardScaler()] },
  { columns: categories, steps: [simpleImputer({ strategy: 'mostFrequent' }), oneHotEncoder({ unknown: 'ignore' })] },
])
const x = preprocessor.fitTransform(train.x)
console.log(x.columns)
// #endregion

// #region train
const model = denseNetwork({ inputs: x.shape[1], hidden: [16], outputs: 1, outputActivation: 'sigmoid', seed: 0 })
compile(model, { loss: 'binaryCrossentropy', learningRate: 0.01 })
const stop = earlyStopping({ patience: 10, restoreBestWeights: true })
const classWeight = classWeights(train.y)
const held = { x: preprocessor.transform(validation.x), y: validation.y }
await fit(model, { x, y: train.y }, { epochs: 200, seed: 0, validation: held, classWeight, callbacks: [stop] })
// #endregion

console.log('--- threshold')
// #region threshold
const scoresOf = async (part: typeof train.x) => (await predict(model, preprocessor.transform(part))).flat()
const chosenOn = { truth: validation.y, scores: await scoresOf(validation.x) }
const { threshold, score } = tuneThreshold(chosenOn)
console.log(`threshold ${threshold.toFixed(2)}: balanced accuracy ${score.toFixed(2)} on the validation rows`)
// #endregion

console.log('--- measure')
// #region measure
const scores = await scoresOf(test.x)
const predicted = scores.map((score) => Number(score >= threshold))
const report = classificationReport(test.y, predicted, { targetNames: ['died', 'survived'] })
console.log(formatClassificationReport(report))
console.log('area under the ROC curve', rocCurve({ truth: test.y, scores }).area.toFixed(2))
console.log('average precision', precisionRecallCurve({ truth: test.y, scores }).averagePrecision.toFixed(2))
// #endregion

// #region save
await saveModel(model, `${folder}/model`)
await writeFile(`${folder}/preparation.json`, JSON.stringify({ preprocessor, threshold }))
// #endregion

export const numbers = {
  rows: table.shape[0],
  rowsWithGaps: table.shape[0] - table.dropMissing().shape[0],
  trainingRows: train.y.length,
  validationRows: validation.y.length,
  testRows: test.y.length,
  survivedShare: y.reduce((sum, value) => sum + value, 0) / y.length,
  testSurvivors: report.classes[1]!.support,
  testDeathShare: report.classes[0]!.support / test.y.length,
  otherWeight: classWeight[0]!,
  survivorWeight: classWeight[1]!,
  threshold,
  accuracy: report.accuracy,
  survivorsFound: report.classes[1]!.recall,
}
