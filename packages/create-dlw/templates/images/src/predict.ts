/** `npm run predict`: uses the saved model. It needs nothing of the training but the two files in `out`. */
import { readFile } from 'node:fs/promises'
import { useBackend } from '@dlw/backend'
import { syntheticImages } from '@dlw/data'
import { loadModel } from '@dlw/models'
import { predictClasses } from '@dlw/train'
import { prepare, size } from './data.ts'

await useBackend()
const model = await loadModel('out/model.keras')
const classes: string[] = JSON.parse(await readFile('out/classes.json', 'utf8'))

// Images that are new to the model: another seed draws others.
const { train } = syntheticImages({ trainCount: 100, testCount: 1, size, seed: 1 })
const { x, y } = prepare({ ...train, classes }).test
const predicted = await predictClasses(model, x, { classes })
for (let image = 0; image < 5; image++) console.log(`a ${classes[y[image]!]} is taken for a ${predicted[image]}`)
