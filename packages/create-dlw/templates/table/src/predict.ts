/** `npm run predict`: uses the saved model. It needs nothing of the training but the two files in `out`. */
import { readFile } from 'node:fs/promises'
import { useBackend } from '@dlw/backend'
import { Table, transformerFromJSON } from '@dlw/data'
import { loadModel } from '@dlw/models'
import { predictClasses } from '@dlw/train'

await useBackend()
const model = await loadModel('out/model.keras')
const { preprocessor, classes } = JSON.parse(await readFile('out/preparation.json', 'utf8'))

// A new row. Nobody measured its mass: it gets the median of the training rows.
const rows = Table.fromColumns({
  island: ['Biscoe'],
  bill_length_mm: [47.5],
  bill_depth_mm: [15],
  flipper_length_mm: [218],
  body_mass_g: [null],
  sex: ['female'],
})
const x = transformerFromJSON(preprocessor).transform(rows)
console.log((await predictClasses(model, x, { classes })).join(', '))
