import '@tensorflow/tfjs-backend-cpu'
import { join } from 'node:path'
import { useBackend } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-core'
import { loadKeras } from '../src/keras/load-keras.ts'
import { inputsOf, kerasFiles } from './keras-files.ts'

const [folder, ...names] = process.argv.slice(2)
tf.env().set('IS_TEST', true)
if (process.env.DLW_BACKEND) await useBackend()
const out: Record<string, string[]> = {}
let ok = 0
for (const one of kerasFiles(folder!)) {
  if (names.length > 0 && !names.some((name) => new RegExp(`^${name}$`).test(one.name))) continue
  let model: Awaited<ReturnType<typeof loadKeras>>
  try {
    model = await loadKeras(join(folder!, one.files[0]!), { precision: 'float32' })
  } catch {
    continue
  }
  const variables = model.trainableWeights.map((w) => w.read() as tf.Variable)
  if (variables.length === 0) continue
  const xs = inputsOf(model, one, folder!)
  const start = tf.memory().numTensors
  try {
    const { value, grads } = tf.variableGrads(() => {
      const ys = [model.apply(xs.length === 1 ? xs[0]! : xs, { training: true }) as tf.Tensor].flat()
      return tf.addN(ys.map((y) => tf.sum(tf.square(tf.cast(y, 'float32'))))) as tf.Scalar
    }, variables)
    let bad = ''
    for (const [n, g] of Object.entries(grads)) {
      const v = g.dataSync()
      if (!v.every(Number.isFinite)) bad = `nan ${n}`
    }
    tf.dispose([value, grads])
    const left = tf.memory().numTensors - start
    if (bad) (out[bad.slice(0, 3)] ??= []).push(one.name)
    else if (left) (out[`leaks`] ??= []).push(one.name + ' ' + left)
    else ok++
    if (process.env.STACK && bad) console.log(bad)
  } catch (e) {
    ;(out[(e as Error).message.slice(0, 150)] ??= []).push(one.name)
    if (process.env.STACK) console.log(e)
  }
}
for (const [k, v] of Object.entries(out)) console.log(k, v.length, v.slice(0, 14).join(' '))
console.log('ok', ok)
