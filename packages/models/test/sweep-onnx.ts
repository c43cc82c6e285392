import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { loadKeras } from '../src/keras/load-keras.ts'
import { exportOnnx } from '../src/onnx/export-onnx.ts'
import { inputsOf, type KerasFile, kerasFiles } from './keras-files.ts'
import { onnxDistance } from './run-onnx.ts'

/**
 * Prints the result of exporting each Keras file to ONNX, compared with our own prediction by ONNX Runtime:
 * `node --conditions=@dlw/source sweep-onnx.ts FOLDER [NAME …]`.
 */
const [folder, ...names] = process.argv.slice(2)
tf.env().set('IS_TEST', true)

async function check(one: KerasFile): Promise<string> {
  let model: Awaited<ReturnType<typeof loadKeras>>
  try {
    model = await loadKeras(one.read(one.files[0]!))
  } catch {
    return 'not loaded'
  }
  const inputs = inputsOf(model, one)
  try {
    const inputShape = inputs.map(({ shape }) => shape.slice(1))
    const bytes = await exportOnnx(model, { inputShape })
    const difference = await onnxDistance(bytes, model, inputs)
    return difference <= 1e-5 ? 'right' : `differs by ${difference.toExponential(1)}`
  } catch (error) {
    if (process.env.STACK) process.stdout.write(`${(error as Error).stack}\n`)
    return (error as Error).message.slice(0, 300)
  } finally {
    tf.dispose(inputs)
    model.dispose()
  }
}

const results: [string, string][] = []
for (const one of kerasFiles(folder!)) {
  if (names.length > 0 && !names.some((name) => new RegExp(`^${name}$`).test(one.name))) continue
  results.push([one.name, await check(one)])
}
const count = (result: string) => results.filter(([, one]) => one === result).length
for (const [name, result] of results.sort((a, b) => a[1].localeCompare(b[1]))) {
  if (result !== 'right' && result !== 'not loaded') process.stdout.write(`${name.padEnd(30)} ${result}\n`)
}
process.stdout.write(
  `${count('right')} of ${results.length - count('not loaded')} models, ${count('not loaded')} not loaded\n`,
)
