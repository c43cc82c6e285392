/** For tests: a training in a process of its own, to be killed. Arguments: the path of the backup, or none. */
import '@dlw/testing/cpu-backend'
import * as tf from '@tensorflow/tfjs-core'
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers'
import { backupAndRestore } from '../src/callbacks/backup-and-restore.ts'
import { onEpoch } from '../src/callbacks/on-epoch.ts'
import { compile } from '../src/loop/compile.ts'
import { fit } from '../src/loop/fit.ts'
import { predict } from '../src/loop/predict.ts'

await tf.setBackend('cpu')
const path = process.argv[2]
const x = Array.from({ length: 64 }, (_, row) => [Math.sin(row), Math.cos(row), row / 64])
const y = x.map(([a, b, c]) => a! * b! + c!)
const dense = (units: number, seed: number) =>
  layers.dense({
    units,
    activation: 'tanh',
    kernelInitializer: initializers.glorotUniform({ seed }),
    ...(seed === 1 ? { inputShape: [3] } : {}),
  })
const model = sequential({ layers: [dense(8, 1), layers.dropout({ rate: 0.3 }), dense(1, 2)] })
compile(model, { loss: 'mse', metrics: ['mae'], learningRate: 0.01 })
const slowly = onEpoch(async (epoch) => {
  process.stdout.write(`epoch ${epoch}\n`)
  if (path) await new Promise((resolve) => setTimeout(resolve, 20))
})
const history = await fit(
  model,
  { x, y },
  { epochs: 12, batchSize: 10, seed: 3, callbacks: [...(path ? [backupAndRestore(path)] : []), slowly] },
)
process.stdout.write(`${JSON.stringify({ history, predictions: await predict(model, x.slice(0, 5)) })}\n`)
