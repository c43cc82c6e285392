import { denseNetwork } from '@dlw/models'
import { adam, compile, earlyStopping, fit, sparseCategoricalCrossentropy } from '@dlw/train'

// Features of 60 pictures of 3 classes, as a backbone might give them.
const features = Array.from({ length: 60 }, (_, i) => [i % 3 === 0 ? 1 : 0, i % 3 === 1 ? 1 : 0, Math.sin(i)])
const classes = Int32Array.from(features, (_, i) => i % 3)
const train = { x: features.slice(0, 45), y: classes.slice(0, 45) }
const validation = { x: features.slice(45), y: classes.slice(45) }

const head = denseNetwork({ inputs: 3, hidden: [16], outputs: 3, seed: 0 })

// A small head on few pictures can take large steps.
const optimizer = adam({ learningRate: 0.05 })

// The outputs are logits, the classes are numbers. Watch the accuracy, also on the validation data,
// and stop when val_accuracy has not become better for 5 epochs.
compile(head, { optimizer, loss: 'mse' })
export const history = await fit(head, train, { epochs: 30, seed: 0 })

console.log(history.metrics)
