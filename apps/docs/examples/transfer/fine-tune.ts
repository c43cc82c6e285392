import { convolutionalNetwork } from '@dlw/models'
import * as tf from '@tensorflow/tfjs-core'

const blocks = [{ filters: 8 }, { filters: 8 }]
const backbone = convolutionalNetwork({ inputs: [32, 32, 3], blocks, outputs: 16, seed: 1 })
const train = { x: tf.ones([8, 32, 32, 3]), y: Int32Array.of(0, 1, 0, 1, 0, 1, 0, 1) }

// #region fine-tune
import { parameterCount, transferModel, unfreeze } from '@dlw/models'
import { compile, fit, sparseCategoricalCrossentropy } from '@dlw/train'

const model = transferModel(backbone, { outputs: 2, seed: 0 })
const loss = sparseCategoricalCrossentropy({ fromLogits: true })
compile(model, { optimizer: 'adam', loss })
await fit(model, train, { epochs: 2, seed: 0 })
console.log('the head alone:', parameterCount(model).trainable, 'parameters learn')

unfreeze(backbone, { from: 'conv2d_1' })
compile(model, { optimizer: 'adam', loss, learningRate: 1e-5 })
await fit(model, train, { epochs: 2, seed: 0 })
console.log('with the last layers of the backbone:', parameterCount(model).trainable)
// #endregion
