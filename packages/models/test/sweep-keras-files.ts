import '@tensorflow/tfjs-backend-cpu'
import { useBackend } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-core'
import { loadKeras } from '../src/keras/load-keras.ts'
import { toKeras } from '../src/keras/write/to-keras.ts'
import { fromArtifacts, toArtifacts } from '../src/saving/model-artifacts.ts'
import { parameterCount } from '../src/summary/parameter-count.ts'
import { distance, type KerasFile, kerasFiles } from './keras-files.ts'

/**
 * Prints the result of loading each Keras file: `node --conditions=@dlw/source sweep-keras-files.ts FOLDER [NAME …]`.
 */
const [folder, ...names] = process.argv.slice(2)
tf.env().set('IS_TEST', true)
if (process.env.DLW_BACKEND) await useBackend()

async function check(one: KerasFile, file: string): Promise<string> {
  const before = tf.memory().numTensors
  let stage = 'load'
  try {
    const model = await loadKeras(one.read(file))
    try {
      stage = 'numbers'
      const difference = await distance(model, one)
      if (!(difference <= 1e-5)) return `numbers: differ by ${difference.toExponential(1)}`
      const { total } = parameterCount(model)
      if (total !== one.params) return `parameters: ${total} for ${one.params}`
      stage = 'write model.json'
      const artifacts = await toArtifacts(model)
      stage = 'read model.json back'
      const copy = await fromArtifacts('a copy', {
        ...artifacts,
        modelTopology: JSON.parse(JSON.stringify(artifacts.modelTopology)),
      })
      const strayed = await distance(copy, one)
      copy.dispose()
      if (!(strayed <= 1e-5)) return `model.json again: differ by ${strayed.toExponential(1)}`
      for (const format of ['keras', 'h5'] as const) {
        stage = `write ${format}`
        const bytes = await toKeras(model, { format }).catch((error: Error) => {
          if (format === 'h5' && error.message.includes('which Keras cannot read')) return undefined
          throw error
        })
        if (!bytes) continue
        stage = `read ${format} back`
        const again = await loadKeras(bytes)
        const difference = await distance(again, one)
        again.dispose()
        if (!(difference <= 1e-5)) return `${format} again: differ by ${difference.toExponential(1)}`
      }
    } finally {
      model.dispose()
    }
  } catch (error) {
    if (process.env.STACK) process.stdout.write(`${(error as Error).stack}\n`)
    return `${stage}: ${(error as Error).message.replace(/^.*source=\S+( bytes)?: /s, '').slice(0, 300)}`
  }
  const left = tf.memory().numTensors - before
  return left === 0 ? 'right' : `leaks ${left}`
}

const results: [string, string][] = []
for (const one of kerasFiles(folder!)) {
  if (names.length > 0 && !names.some((name) => new RegExp(`^${name}$`).test(one.name))) continue
  for (const file of one.files) results.push([file, await check(one, file)])
}
const wrong = results.filter(([, result]) => result !== 'right')
for (const [file, result] of wrong.sort((a, b) => a[1].localeCompare(b[1])))
  process.stdout.write(`${file.padEnd(34)} ${result}\n`)
const right = new Set(results.map(([file]) => file.replace(/\.\w+$/, '')))
for (const [file] of wrong) right.delete(file.replace(/\.\w+$/, ''))
process.stdout.write(`${results.length - wrong.length} of ${results.length} files, ${right.size} models\n`)
