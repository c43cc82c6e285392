// #region workflow
import { decodeOneHot, loadPenguins, oneHot, standardScaler, trainTestSplit } from '@dlw/data'
import { denseNetwork } from '@dlw/models'
import { accuracy, compile, fit, predict } from '@dlw/train'

const penguins = loadPenguins().drop('island', 'sex').dropMissing()
const { values, classes } = oneHot(penguins.labels('species'))
const data = { x: penguins.drop('species'), y: values }
const { train, test } = trainTestSplit(data, { testSize: 0.2, seed: 0, stratify: values })
const scaler = standardScaler().fit(train.x)

const model = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed: 0 })
compile(model, { optimizer: 'adam', loss: 'categoricalCrossentropy' })
await fit(model, { x: scaler.transform(train.x), y: train.y }, { epochs: 100, seed: 0 })

const predicted = decodeOneHot(await predict(model, scaler.transform(test.x)), classes)
console.log(accuracy(decodeOneHot(test.y, classes), predicted))
// #endregion
