import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { useBackend } from '@dlw/backend'
import { denseNet121, extractFeatures, saveKeras, splitModel, transferModel } from '@dlw/models'
import { compile, fit, sparseCategoricalCrossentropy } from '@dlw/train'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/*
 * A head on a frozen DenseNet121 with random weights, trained on features that are computed once. Arguments: a folder
 * with train.images (float32, 64 × 64 × 3), train.labels (int32) and the same of test; epochs. Leaves
 * densenet121.weights.h5 there for Keras, and prints what transfer.ts reads.
 */
const [folder, epochs] = process.argv.slice(2) as [string, string]
const read = async (name: string) => {
  const labels = new Int32Array(new Uint8Array(await readFile(join(folder, `${name}.labels`))).buffer)
  const data = new Float32Array(new Uint8Array(await readFile(join(folder, `${name}.images`))).buffer)
  return { images: { shape: [labels.length, 64, 64, 3], data }, labels }
}
const [train, test] = [await read('train'), await read('test')]
await useBackend()
const backbone = await denseNet121({ weights: null, includeTop: false, pooling: 'max', inputShape: [160, 160, 3] })
await saveKeras(backbone, join(folder, 'densenet121.weights.h5'))
const model = transferModel(backbone, { inputs: [64, 64, 3], outputs: 10, seed: 0 })
const { base, head } = splitModel(model, { at: 'flatten' })
compile(head, {
  optimizer: 'adam',
  loss: sparseCategoricalCrossentropy({ fromLogits: true }),
  metrics: ['accuracy'],
})

const started = performance.now()
const busy = process.cpuUsage()
const [x, validation] = [await extractFeatures(base, train.images), await extractFeatures(base, test.images)]
const featureSeconds = (performance.now() - started) / 1000
const headStarted = performance.now()
await fit(
  head,
  { x, y: train.labels },
  { epochs: Number(epochs), seed: 0, validation: { x: validation, y: test.labels } },
)
const headSeconds = (performance.now() - headStarted) / 1000
const { user, system } = process.cpuUsage(busy)
const processorSeconds = (user + system) / 1e6
const features = [...(await tf.slice(x, 0, 2).data())]
process.stdout.write(
  `${JSON.stringify({ featureSeconds, headSeconds, processorSeconds, features, kernels: await kernelsOf(base, train.images.data) })}\n`,
)

/** Milliseconds of each kernel while the model predicts 32 pictures. */
async function kernelsOf(network: LayersModel, data: Float32Array): Promise<Record<string, number>> {
  const batch = tf.tensor(data.subarray(0, 32 * 64 * 64 * 3), [32, 64, 64, 3])
  const { kernels } = await tf.profile(() => network.predictOnBatch(batch) as tf.Tensor)
  const times: Record<string, number> = {}
  for (const { name, kernelTimeMs } of kernels) {
    // Those with two underscores only call others.
    if (!name.includes('__')) times[name] = (times[name] ?? 0) + Number(await kernelTimeMs)
  }
  return times
}
