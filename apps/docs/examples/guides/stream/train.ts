import { useBackend } from '@dlw/backend'
import { convolutionalNetwork } from '@dlw/models'
import { compile, sparseCategoricalCrossentropy } from '@dlw/train'

const folder = process.env.PHOTOS!

await useBackend({ prefer: 'wasm' })
const model = convolutionalNetwork({ inputs: [16, 16, 3], blocks: [{ filters: 8 }], outputs: 2, seed: 0 })
compile(model, { loss: sparseCategoricalCrossentropy({ fromLogits: true }), metrics: ['accuracy'] })

// #region stream
import { mapBatches, minMaxScaler, streamImageFolder } from '@dlw/data'
import { evaluate, fit } from '@dlw/train'

const photos = await streamImageFolder(folder, { size: [16, 16], seed: 0 })
const brightness = minMaxScaler().fit([
  [0, 0, 0],
  [255, 255, 255],
])
const train = mapBatches(photos, ({ images, labels }) => ({ x: brightness.transform(images), y: labels }))
await fit(model, train, { epochs: 10, seed: 0 })
// #endregion

console.log(JSON.stringify({ rows: train.rows, ...(await evaluate(model, train)) }))
