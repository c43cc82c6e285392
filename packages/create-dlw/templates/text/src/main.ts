/** `npm start`: the ten steps of a deep learning workflow, from texts to a model that you can share. */
import { mkdir, writeFile } from 'node:fs/promises'
import { useBackend } from '@dlw/backend'
import { saveKeras, summary } from '@dlw/models'
import { formatClassificationReport, progressBar } from '@dlw/train'
import { prepare, readMessages } from './data.ts'
import { evaluate } from './evaluate.ts'
import { report } from './report.ts'
import { train } from './train.ts'

const seed = 0
const show = [progressBar()]
const step = (text: string) => console.log(`\n── ${text}`)

step('1. Formulate the problem: what is a message about?')
const backend = await useBackend()
console.log(`${backend.name} on ${backend.device}`)

step('2. Identify inputs and outputs')
const messages = await readMessages()
console.log(`${messages.head()}`)

step('3. Prepare the data')
const data = prepare(messages)
const counts = [data.train, data.validation, data.test].map(({ y }) => y.length)
console.log(`${counts[0]} messages to train on, ${counts[1]} to decide on, ${counts[2]} to test on`)
console.log(`${data.vocabulary.length} words, ${data.length} at most from each message`)

step('4, 5, 6. Choose a network, a loss and an optimizer, and train')
const plain = await train(data, { settings: { filters: 16, dropout: 0 }, seed, show })
console.log(summary(plain.model))

step('7, 8. Predict the validation messages and measure')
const before = await evaluate(plain.model, data.validation, data.classes)
console.log(`accuracy on the validation messages: ${before.report.accuracy.toFixed(3)}`)

step('9. Refine: more filters, and dropout')
const larger = await train(data, { settings: { filters: 32, dropout: 0.3 }, seed, show })
const after = await evaluate(larger.model, data.validation, data.classes)
console.log(`accuracy on the validation messages: ${after.report.accuracy.toFixed(3)}`)
const { model, history } = after.report.accuracy > before.report.accuracy ? larger : plain

step('10. Measure once on the test messages, and share the model')
const evaluation = await evaluate(model, data.test, data.classes)
console.log(formatClassificationReport(evaluation.report))
const facts = { seed, backend: backend.name, date: new Date().toISOString().slice(0, 10) }
const results = { accuracy: evaluation.report.accuracy, ...facts }
const { vocabulary, length, classes } = data
await mkdir('out', { recursive: true })
await saveKeras(model, 'out/model.keras')
await writeFile('out/preparation.json', JSON.stringify({ vocabulary, length, classes }))
await writeFile('out/results.json', JSON.stringify(results, undefined, 2))
await writeFile('out/report.html', report({ messages, summary: summary(model), history, evaluation, facts }))
console.log('\nOpen out/report.html, then run: npm run predict')
