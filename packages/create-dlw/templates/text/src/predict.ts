/** `npm run predict -- "Where is my parcel?"`: uses the saved model. It needs nothing but the two files in `out`. */
import { readFile } from 'node:fs/promises'
import { useBackend } from '@dlw/backend'
import { loadModel } from '@dlw/models'
import { predictClasses } from '@dlw/train'
import { encodeText } from './vocabulary.ts'

const given = process.argv.slice(2)
const texts =
  given.length > 0 ? given : ['My parcel has not come yet', 'I forgot my password', 'You charged my card twice']

await useBackend()
const model = await loadModel('out/model.keras')
const { vocabulary, length, classes } = JSON.parse(await readFile('out/preparation.json', 'utf8'))
const topics = await predictClasses(
  model,
  texts.map((text) => encodeText(text, { vocabulary, length })),
  { classes },
)
for (const [place, text] of texts.entries()) console.log(`${topics[place]}: ${text}`)
