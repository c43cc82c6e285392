/** `npm start`: the ten steps of a deep learning workflow, from a table to a model that you can share. */
import { mkdir, writeFile } from 'node:fs/promises'
import { useBackend } from '@dlw/backend'
import { saveKeras, summary } from '@dlw/models'
import { formatClassificationReport, formatConfusionMatrix, progressBar } from '@dlw/train'
import { formatTrials } from '@dlw/train/tuner'
import { prepare, readTable, target } from './data.ts'
import { evaluate } from './evaluate.ts'
import { refine } from './refine.ts'
import { report } from './report.ts'
import { train } from './train.ts'

const seed = 0
const show = [progressBar()]
const step = (text: string) => console.log(`\n── ${text}`)

step(`1. Formulate the problem: predict the column "${target}"`)
const backend = await useBackend()
console.log(`${backend.name} on ${backend.device}`)

step('2. Identify inputs and outputs')
const table = await readTable()
console.log(`${table.head()}`)

step('3. Prepare the data')
const data = prepare(table)
console.log(
  `${data.train.y.length} rows to train on, ${data.validation.y.length} to decide on, ${data.test.y.length} to test on`,
)
console.log(`inputs: ${data.train.x.columns.join(', ')}`)

step('4, 5, 6. Choose a network, a loss and an optimizer, and train')
const first = await train(data, { settings: { units: 10, learningRate: 0.01 }, seed, show })
console.log(summary(first.model))

step('7, 8. Predict the validation rows and measure')
const { report: before } = await evaluate(first.model, data.validation, data.classes)
console.log(`accuracy on the validation rows: ${before.accuracy.toFixed(3)}`)

step('9. Refine: try other settings')
const search = await refine(data, { epochs: 50, seed })
const trials = formatTrials(search)
console.log(trials)
const { model, history } = await train(data, { settings: search.best.values, seed, show })

step('10. Measure once on the test rows, and share the model')
const evaluation = await evaluate(model, data.test, data.classes)
console.log(formatConfusionMatrix(evaluation.matrix))
console.log(formatClassificationReport(evaluation.report))
const facts = { seed, backend: backend.name, date: new Date().toISOString().slice(0, 10) }
const results = { accuracy: evaluation.report.accuracy, ...search.best.values, ...facts }
await mkdir('out', { recursive: true })
await saveKeras(model, 'out/model.keras')
await writeFile('out/preparation.json', JSON.stringify({ preprocessor: data.preprocessor, classes: data.classes }))
await writeFile('out/results.json', JSON.stringify(results, undefined, 2))
await writeFile('out/report.html', report({ table, summary: summary(model), trials, history, evaluation, facts }))
console.log('\nOpen out/report.html, then run: npm run predict')
