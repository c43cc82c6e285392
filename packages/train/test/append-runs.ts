/** For tests: appends runs to a log from a process of its own. Arguments: the path, the writer's name, how many. */
import '@dlw/testing/cpu-backend'
import * as tf from '@tensorflow/tfjs-core'
import { experimentLog } from '../src/experiments/experiment-log.ts'

await tf.setBackend('cpu')
const [path, writer, count] = process.argv.slice(2) as [string, string, string]
const log = experimentLog(path)
const testData = { x: [[1]], y: [1] }
for (let run = 0; run < Number(count); run++) {
  await log.append({
    model: writer,
    description: 'x'.repeat(run * 97),
    metric: 'rmse',
    value: run,
    testSet: 'one',
    testData,
  })
}
