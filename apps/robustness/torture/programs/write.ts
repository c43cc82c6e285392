/** Writes versions of one thing until it is killed. Arguments: the writer, the folder, the first version, how many. */
import '@dlw/testing/cpu-backend'
import * as tf from '@tensorflow/tfjs-core'
import { writers } from '../writers.ts'

await tf.setBackend('cpu')
const [name, folder, first, count] = process.argv.slice(2) as [string, string, string, string]
const writer = writers.find((one) => one.name === name)!
process.stdout.write('ready\n')
try {
  for (let version = Number(first); version < Number(first) + Number(count); version++) {
    await writer.write(folder, version)
    process.stdout.write(`wrote ${version}\n`)
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 3
}
