import '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'

const { useBackend } = await import('@dlw/backend')
const r = await useBackend({ prefer: 'wasm' })
console.log(r.name, r.threads)
const m = await import('@dlw/models')
const times = new Map<string, [number, number]>()
for (const k of tf.getKernelsForBackend('wasm')) {
  const f = k.kernelFunc
  tf.unregisterKernel(k.kernelName, 'wasm')
  tf.registerKernel({
    ...k,
    kernelFunc: (a: any) => {
      const s = performance.now()
      const o = f(a)
      const t = performance.now() - s
      const e = times.get(k.kernelName) ?? [0, 0]
      e[0] += t
      e[1]++
      times.set(k.kernelName, e)
      return o
    },
  })
}
const d = await m.denseNet121({ weights: null, includeTop: false, pooling: 'max', inputShape: [160, 160, 3] })
const N = Number(process.env.N ?? 8),
  big = tf.randomUniform([N, 160, 160, 3], 0, 1, 'float32', 1)
await m.extractFeatures(d, big, { batchSize: N })
times.clear()
const s = performance.now()
await m.extractFeatures(d, big, { batchSize: N })
const t = performance.now() - s
console.log('batch', N, 'images/s', N / (t / 1000))
console.log(
  [...times]
    .sort((a, b) => b[1][0] - a[1][0])
    .slice(0, 10)
    .map(([k, [t, n]]) => `${k} ${t.toFixed(0)}ms ×${n}`)
    .join('\n'),
)
process.exit(0)
