/** `npm start`: the ten steps of a deep learning workflow, from images to a model that you can share. */
import { mkdir, writeFile } from 'node:fs/promises'
import { useBackend } from '@dlw/backend'
import { saveKeras, summary } from '@dlw/models'
import { formatClassificationReport, progressBar } from '@dlw/train'
import { imageGrid, toPng } from '@dlw/viz'
import { prepare, readImages } from './data.ts'
import { evaluate } from './evaluate.ts'
import { report } from './report.ts'
import { train } from './train.ts'

const seed = 0
const show = [progressBar()]
const step = (text: string) => console.log(`\n── ${text}`)

step('1. Formulate the problem: what does an image show?')
const backend = await useBackend()
console.log(`${backend.name} on ${backend.device}`)
await mkdir('out', { recursive: true })

step('2. Identify inputs and outputs')
const images = await readImages()
console.log(`images ${images.images.shape.join(' × ')}; classes: ${images.classes.join(', ')}`)

step('3. Prepare the data')
const data = prepare(images)
const { x, y } = data.test
const first = { shape: [10, ...x.shape.slice(1)], data: x.data.subarray(0, (10 * x.data.length) / x.shape[0]!) }
const labels = Array.from(y.subarray(0, 10), (label) => data.classes[label]!)
await writeFile('out/images.png', await toPng(imageGrid(first, { labels })))
console.log(
  `${data.train.y.length} images to train on, ${data.validation.y.length} to decide on, ${y.length} to test on`,
)

step('4, 5, 6. Choose a network, a loss and an optimizer, and train')
const plain = await train(data, { settings: { filters: 16, dropout: 0 }, seed, show })
console.log(summary(plain.model))

step('7, 8. Predict the validation images and measure')
const before = await evaluate(plain.model, data.validation, data.classes)
console.log(`accuracy on the validation images: ${before.report.accuracy.toFixed(3)}`)

step('9. Refine: the same network with dropout')
const dropped = await train(data, { settings: { filters: 16, dropout: 0.4 }, seed, show })
const after = await evaluate(dropped.model, data.validation, data.classes)
console.log(`accuracy on the validation images: ${after.report.accuracy.toFixed(3)}`)
const { model, history } = after.report.accuracy > before.report.accuracy ? dropped : plain

step('10. Measure once on the test images, and share the model')
const evaluation = await evaluate(model, data.test, data.classes)
console.log(formatClassificationReport(evaluation.report))
const facts = { seed, backend: backend.name, date: new Date().toISOString().slice(0, 10) }
const results = { accuracy: evaluation.report.accuracy, ...facts }
await saveKeras(model, 'out/model.keras')
await writeFile('out/classes.json', JSON.stringify(data.classes))
await writeFile('out/results.json', JSON.stringify(results, undefined, 2))
await writeFile('out/report.html', report({ data, summary: summary(model), history, evaluation, facts }))
console.log('\nOpen out/report.html and out/images.png, then run: npm run predict')
