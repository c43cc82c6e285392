/** Writes versions of one thing until it is killed. Arguments: the writer, the folder, the first version, how many. */
import '@dlw/testing/cpu-backend'
import * as tf from '@tensorflow/tfjs-core'
import { writers } from '../writers.ts'

await tf.setBackend('cpu')
const [name, folder, first, count] = process.argv.slice(2) as [string, string, string, string]
const writer = writers.find((one) => one.name === name)!
try {
  for (let version = Number(first); version < Number(first) + Number(count); version++) {
    await writer.write(folder, version)
    // Kills count from the first write on: they come in the middle of the others.
    process.stdout.write(`${version === Number(first) ? 'ready\n' : ''}wrote ${version}\n`)
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 3
}
