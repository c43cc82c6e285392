import { useBackend } from '@dlw/backend'
import * as models from '@dlw/models'
import * as tf from '@tensorflow/tfjs-core'
import * as tfl from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { compile } from '../src/compile/compile.ts'
import { binaryCrossentropy } from '../src/losses/crossentropies.ts'
import { lossNames } from '../src/losses/named-losses.ts'
import { adadelta } from '../src/optimizers/adadelta.ts'
import { adagrad } from '../src/optimizers/adagrad.ts'
import { adam, adamW } from '../src/optimizers/adam.ts'
import { adamax } from '../src/optimizers/adamax.ts'
import { lion } from '../src/optimizers/lion.ts'
import { nadam } from '../src/optimizers/nadam.ts'
import { rmsprop } from '../src/optimizers/rmsprop.ts'
import { sgd } from '../src/optimizers/sgd.ts'
import { compareCalls } from './compare-calls.ts'
import { type CompareOptions, compareCaptured } from './compare-captured.ts'

const { layers: l, initializers, regularizers, constraints } = tfl
/** The default one needs the chained operations of @tensorflow/tfjs. */
const recurrent = { recurrentInitializer: 'glorotUniform' } as const
const seeded = (seed: number) => ({ kernelInitializer: initializers.glorotUniform({ seed }) })

const normal = (shape: number[]) => (rows: number, seed: number) => [
  tf.randomNormal([rows, ...shape], 0, 1, 'float32', seed),
]
const classes = (count: number, rows: number, seed: number) =>
  tf.tidy(() => tf.floor(tf.randomUniform([rows], 0, count - 0.01, 'float32', seed)))
const oneHot = (count: number) => (rows: number, seed: number) => [
  tf.tidy(() => tf.cast(tf.oneHot(tf.cast(classes(count, rows, seed), 'int32'), count), 'float32')),
]

/** Gives every weight numbers that depend on its place alone. */
function seedWeights(model: tfl.LayersModel): tfl.LayersModel {
  tf.tidy(() => {
    model.setWeights(
      model.getWeights().map((weight, index) => {
        const values = tf.randomNormal(weight.shape, 0, 0.3, 'float32', 1000 + index)
        // Variances must be positive.
        return model.weights[index]!.name.includes('variance') ? tf.add(tf.abs(values), 0.5) : values
      }),
    )
  })
  return model
}

/** A layer between others that learn. */
const around =
  (layer: () => tfl.layers.Layer, shape: number[], loss: 'mse' = 'mse') =>
  () => {
    const model = tfl.sequential()
    // The gradient has to go through the layer to these weights.
    model.add(l.dense({ units: shape.at(-1)!, inputShape: shape }))
    model.add(layer())
    if ((model.outputs[0]!.shape.length ?? 2) > 2) model.add(l.flatten())
    model.add(l.dense({ units: 2 }))
    compile(model, { loss, optimizer: adam({ learningRate: 0.01 }), metrics: ['mae'] })
    return seedWeights(model)
  }

const image = [7, 8, 3]
const sequence = [5, 4]
const volume = [4, 5, 4, 2]
const layerCases: Record<string, [() => tfl.layers.Layer, number[]]> = {
  ...Object.fromEntries(
    ['relu', 'tanh', 'sigmoid', 'softmax', 'elu', 'selu', 'relu6', 'softplus', 'softsign', 'swish', 'gelu', 'mish'].map(
      (activation) => [activation, [() => l.activation({ activation: activation as 'relu' }), [6]]] as never,
    ),
  ),
  averagePooling1d: [() => l.averagePooling1d({ poolSize: 2 }), sequence],
  averagePooling2d: [() => l.averagePooling2d({ poolSize: 2, padding: 'same' }), image],
  averagePooling3d: [() => l.averagePooling3d({ poolSize: 2, strides: 2 }), volume],
  batchNormalization: [() => l.batchNormalization(), [6]],
  batchNormalizationOfImages: [() => l.batchNormalization(), image],
  bidirectional: [
    () => l.bidirectional({ layer: l.lstm({ ...recurrent, units: 3 }) as tfl.RNN, mergeMode: 'concat' }),
    sequence,
  ],
  conv1d: [() => l.conv1d({ filters: 3, kernelSize: 2 }), sequence],
  conv2d: [() => l.conv2d({ filters: 5, kernelSize: 3, activation: 'relu' }), image],
  conv2dSame: [() => l.conv2d({ filters: 5, kernelSize: 3, strides: 2, padding: 'same' }), image],
  conv2dWinograd: [() => l.conv2d({ filters: 8, kernelSize: 3, padding: 'same' }), [8, 8, 8]],
  conv2dTranspose: [() => l.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' }), [4, 5, 3]],
  conv3d: [() => l.conv3d({ filters: 3, kernelSize: 2 }), volume],
  convLstm2d: [() => l.convLstm2d({ ...recurrent, filters: 2, kernelSize: 2 }), [3, 5, 5, 2]],
  cropping2D: [
    () =>
      l.cropping2D({
        cropping: [
          [1, 2],
          [0, 1],
        ],
      }),
    image,
  ],
  dense: [() => l.dense({ units: 5, activation: 'relu' }), [6]],
  denseLarge: [() => l.dense({ units: 150, activation: 'relu' }), [120]],
  denseOfSequences: [() => l.dense({ units: 5 }), sequence],
  depthwiseConv2d: [() => l.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same' }), image],
  dropout: [() => l.dropout({ rate: 0.4 }), [20]],
  dropoutOfModels: [() => models.dropout({ rate: 0.4, noiseShape: [null, 1] }), [20]],
  elu: [() => l.elu(), [6]],
  globalAveragePooling1d: [() => l.globalAveragePooling1d(), sequence],
  globalAveragePooling2d: [() => l.globalAveragePooling2d({}), image],
  globalMaxPooling1d: [() => l.globalMaxPooling1d(), sequence],
  globalMaxPooling2d: [() => l.globalMaxPooling2d({}), image],
  gru: [() => l.gru({ ...recurrent, units: 3, returnSequences: true }), sequence],
  layerNormalization: [() => l.layerNormalization(), [6]],
  leakyReLU: [() => l.leakyReLU(), [6]],
  lstm: [() => l.lstm({ ...recurrent, units: 3 }), sequence],
  maxPooling1d: [() => l.maxPooling1d({ poolSize: 2 }), sequence],
  maxPooling2d: [() => l.maxPooling2d({ poolSize: 2 }), image],
  maxPooling3d: [() => l.maxPooling3d({ poolSize: 2, strides: 2 }), volume],
  permute: [() => l.permute({ dims: [2, 1] }), sequence],
  prelu: [() => l.prelu(), [6]],
  repeatVector: [() => l.repeatVector({ n: 3 }), [6]],
  reshape: [() => l.reshape({ targetShape: [2, 3] }), [6]],
  separableConv2d: [() => l.separableConv2d({ filters: 4, kernelSize: 3 }), image],
  simpleRNN: [() => l.simpleRNN({ ...recurrent, units: 3 }), sequence],
  softmax: [() => l.softmax(), [6]],
  timeDistributed: [() => l.timeDistributed({ layer: l.dense({ units: 3 }) }), sequence],
  upSampling2d: [() => l.upSampling2d({ size: [2, 2] }), image],
  zeroPadding2d: [() => l.zeroPadding2d({ padding: 1 }), image],
}

const dense = (outputs: number, settings: object = {}, activation: 'linear' | 'softmax' | 'sigmoid' = 'linear') => {
  const model = tfl.sequential()
  model.add(l.dense({ units: 7, activation: 'relu', inputShape: [4], ...settings }))
  model.add(l.dense({ units: outputs, activation, ...settings }))
  return seedWeights(model)
}

const optimizers = {
  sgd: () => sgd({ learningRate: 0.05 }),
  momentum: () => sgd({ learningRate: 0.05, momentum: 0.9 }),
  nesterov: () => sgd({ learningRate: 0.05, momentum: 0.9, nesterov: true }),
  rmsprop: () => rmsprop(),
  'rmsprop, centred': () => rmsprop({ momentum: 0.5, centered: true }),
  adagrad: () => adagrad(),
  adadelta: () => adadelta(),
  adam: () => adam(),
  adamW: () => adamW({ weightDecay: 0.01 }),
  adamax: () => adamax(),
  nadam: () => nadam(),
  lion: () => lion(),
  'adam, clipNorm': () => adam({ clipNorm: 0.1 }),
  'adam, clipValue': () => adam({ clipValue: 0.01 }),
  'rmsprop, globalClipNorm': () => rmsprop({ globalClipNorm: 0.1 }),
  'sgd, weightDecay': () => sgd({ momentum: 0.5, weightDecay: 0.1 }),
}

function twoInputsAndOutputs(): tfl.LayersModel {
  const [a, b] = [tfl.input({ shape: [3] }), tfl.input({ shape: [2] })]
  const shared = l.dense({ units: 4, activation: 'tanh', name: 'shared' })
  const both = l
    .concatenate()
    .apply([shared.apply(a) as tfl.SymbolicTensor, l.dense({ units: 4 }).apply(b) as tfl.SymbolicTensor])
  const again = shared.apply(l.dense({ units: 3 }).apply(both)) as tfl.SymbolicTensor
  const inner = tfl.sequential({
    layers: [l.dense({ units: 3, inputShape: [4], activation: 'relu' }), l.batchNormalization()],
  })
  const nested = inner.apply(again) as tfl.SymbolicTensor
  const outputs = [
    l.dense({ units: 1 }).apply(nested),
    l.dense({ units: 1, activation: 'sigmoid' }).apply(again),
  ] as tfl.SymbolicTensor[]
  const model = seedWeights(tfl.model({ inputs: [a, b], outputs }))
  compile(model, { loss: ['mse', 'binaryCrossentropy'], metrics: ['mae'], optimizer: adam({ learningRate: 0.01 }) })
  return model
}

function frozen(): tfl.LayersModel {
  const model = tfl.sequential()
  model.add(l.conv2d({ filters: 4, kernelSize: 3, inputShape: image, trainable: false }))
  model.add(l.batchNormalization({ trainable: false }))
  model.add(models.batchNormalization())
  model.add(l.flatten())
  model.add(l.dense({ units: 2 }))
  compile(model, { loss: 'mse', optimizer: adam({ learningRate: 0.01 }) })
  return seedWeights(model)
}

function compiled(model: tfl.LayersModel, options: Parameters<typeof compile>[1]): tfl.LayersModel {
  compile(model, options)
  return model
}

const others: Record<string, CompareOptions> = {
  'two inputs and outputs, shared and nested layers': {
    build: twoInputsAndOutputs,
    inputs: [[3], [2]],
    targets: (rows, seed) => [
      tf.randomNormal([rows, 1], 0, 1, 'float32', seed),
      tf.reshape(classes(2, rows, seed + 1), [rows, 1]),
    ],
  },
  'two outputs that share weights of rows': {
    build: twoInputsAndOutputs,
    inputs: [[3], [2]],
    targets: (rows, seed) => [
      tf.randomNormal([rows, 1], 0, 1, 'float32', seed),
      tf.reshape(classes(2, rows, seed + 1), [rows, 1]),
    ],
    weighted: true,
  },
  'two outputs of which one is not trained, and weights of losses': {
    build: () => {
      const model = twoInputsAndOutputs()
      const names = model.outputNames
      return compiled(model, {
        loss: { [names[0]!]: 'mse', [names[1]!]: null },
        lossWeights: { [names[0]!]: 0.3 },
        metrics: ['mae'],
      })
    },
    inputs: [[3], [2]],
    targets: (rows, seed) => [
      tf.randomNormal([rows, 1], 0, 1, 'float32', seed),
      tf.reshape(classes(2, rows, seed + 1), [rows, 1]),
    ],
  },
  'masks that reach the loss': {
    build: () => {
      const model = tfl.sequential()
      model.add(l.masking({ maskValue: 0, inputShape: sequence }))
      model.add(l.lstm({ ...recurrent, units: 3, returnSequences: true }))
      model.add(l.timeDistributed({ layer: l.dense({ units: 2 }) }))
      return compiled(seedWeights(model), { loss: 'mse', metrics: ['mae'] })
    },
    inputs: [sequence],
    rowsOf: (rows, seed) => [
      tf.tidy(() => {
        const values = tf.randomNormal([rows, ...sequence], 0, 1, 'float32', seed)
        const steps = tf.cast(
          tf.greater(tf.randomUniform([rows, sequence[0]!, 1], 0, 1, 'float32', seed), 0.4),
          'float32',
        )
        return tf.mul(values, steps)
      }),
    ],
    targets: normal([sequence[0]!, 2]),
  },
  'dropout twice in a model, and in a model within': {
    build: () => {
      const model = tfl.sequential()
      model.add(l.dense({ units: 9, inputShape: [6] }))
      model.add(l.dropout({ rate: 0.3 }))
      model.add(tfl.sequential({ layers: [l.dense({ units: 7, inputShape: [9] }), l.dropout({ rate: 0.5 })] }))
      model.add(l.dense({ units: 2 }))
      return compiled(seedWeights(model), { loss: 'mse' })
    },
    inputs: [[6]],
    targets: normal([2]),
  },
  'dropout in recurrent layers': {
    build: () => {
      const model = tfl.sequential()
      model.add(l.lstm({ ...recurrent, units: 3, inputShape: sequence, dropout: 0.3, recurrentDropout: 0.4 }))
      model.add(l.dense({ units: 2 }))
      return compiled(seedWeights(model), { loss: 'mse' })
    },
    inputs: [sequence],
    targets: normal([2]),
  },
  'penalties on the outputs of a shared layer': {
    build: () => {
      const input = tfl.input({ shape: [4] })
      const layer = l.dense({ units: 4, name: 'shared', activation: 'tanh' })
      models.registerLayers()
      const [penalised] = tf.serialization.SerializationMap.getMap().classNameMap.ActivityRegularization!
      const penalty = new penalised({ l1: 0.01, l2: 0.02 } as never) as unknown as tfl.layers.Layer
      const twice = [1, 2].reduce((x) => penalty.apply(layer.apply(x)) as tfl.SymbolicTensor, input)
      const model = tfl.model({ inputs: input, outputs: l.dense({ units: 2 }).apply(twice) as tfl.SymbolicTensor })
      return compiled(seedWeights(model), { loss: 'mse', metrics: ['mae'] })
    },
    inputs: [[4]],
    targets: normal([2]),
  },
  'frozen layers': { build: frozen, inputs: [image], targets: normal([2]) },
  'L1 and L2 regularisers': {
    build: () =>
      compiled(
        dense(3, {
          kernelRegularizer: regularizers.l1l2({ l1: 0.01, l2: 0.02 }),
          biasRegularizer: regularizers.l2({ l2: 0.1 }),
        }),
        { loss: 'mse' },
      ),
    inputs: [[4]],
    targets: normal([3]),
  },
  ...Object.fromEntries(
    [
      constraints.maxNorm({ maxValue: 0.5, axis: 0 }),
      constraints.nonNeg(),
      constraints.unitNorm({ axis: 0 }),
      constraints.minMaxNorm({ minValue: 0.2, maxValue: 0.8, rate: 0.5, axis: 0 }),
    ].map((kernelConstraint) => [
      `the constraint ${kernelConstraint.getClassName()}`,
      {
        build: () => compiled(dense(3, { kernelConstraint }), { loss: 'mse', learningRate: 0.05 }),
        inputs: [[4]],
        targets: normal([3]),
      },
    ]),
  ),
  'weights of rows': {
    build: () => compiled(dense(3, {}, 'softmax'), { loss: 'categoricalCrossentropy', metrics: ['accuracy'] }),
    inputs: [[4]],
    targets: oneHot(3),
    weighted: true,
  },
  'a learning rate for each step': {
    build: () => compiled(dense(3), { loss: 'mse' }),
    inputs: [[4]],
    targets: normal([3]),
    schedule: (step) => 0.1 / (step + 1),
  },
  'learning rates per layer': {
    build: () => {
      const model = dense(3)
      compile(model, { loss: 'mse', learningRateFactors: { [model.layers[0]!.name]: 0.1 } })
      return model
    },
    inputs: [[4]],
    targets: normal([3]),
  },
  'an embedding': {
    build: () => {
      const model = tfl.sequential()
      model.add(l.embedding({ inputDim: 9, outputDim: 3, inputLength: 5 }))
      model.add(l.flatten())
      model.add(l.dense({ units: 2 }))
      return compiled(seedWeights(model), { loss: 'mse' })
    },
    inputs: [[5]],
    rowsOf: (rows, seed) => [tf.tidy(() => tf.floor(tf.randomUniform([rows, 5], 0, 8.9, 'float32', seed)))],
    targets: normal([2]),
  },
  'masked sequences': {
    build: () => {
      const model = tfl.sequential()
      model.add(l.masking({ maskValue: 0, inputShape: sequence }))
      model.add(l.lstm({ ...recurrent, units: 3 }))
      model.add(l.dense({ units: 2 }))
      return compiled(seedWeights(model), { loss: 'mse' })
    },
    inputs: [sequence],
    rowsOf: (rows, seed) => [
      tf.tidy(() => tf.relu(tf.sub(tf.randomNormal([rows, ...sequence], 0, 1, 'float32', seed), 0.3))),
    ],
    targets: normal([2]),
  },
  'label smoothing': {
    build: () => compiled(dense(1, {}, 'sigmoid'), { loss: binaryCrossentropy({ labelSmoothing: 0.1 }) }),
    inputs: [[4]],
    targets: (rows, seed) => [tf.reshape(classes(2, rows, seed), [rows, 1])],
  },
  'losses that become NaN': {
    build: () => compiled(dense(3), { loss: 'mse', optimizer: sgd({ learningRate: 1e30 }) }),
    inputs: [[4]],
    targets: normal([3]),
  },
  'large batches': {
    build: () => compiled(dense(3, {}, 'softmax'), { loss: 'categoricalCrossentropy', metrics: ['accuracy'] }),
    inputs: [[4]],
    targets: oneHot(3),
    sizes: [3000, 3000, 3000, 3000, 3000, 3000, 40, 40, 40, 40, 40, 40],
  },
}

/** Steps that are large enough to be shared out among threads. */
const large: Record<string, CompareOptions> = {
  'large dense layers': {
    build: around(() => l.dense({ units: 300, activation: 'relu' }), [300]),
    inputs: [[300]],
    targets: normal([2]),
  },
  'large convolutions and pooling': {
    build: () => {
      const model = tfl.sequential()
      model.add(l.conv2d({ filters: 13, kernelSize: 3, activation: 'relu', inputShape: [33, 33, 3] }))
      model.add(l.maxPooling2d({ poolSize: 2 }))
      model.add(l.conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' }))
      model.add(l.batchNormalization())
      model.add(l.conv2d({ filters: 16, kernelSize: 3, padding: 'same', strides: 2 }))
      model.add(l.depthwiseConv2d({ kernelSize: 3 }))
      model.add(l.dropout({ rate: 0.3 }))
      model.add(l.flatten())
      model.add(l.dense({ units: 3, activation: 'softmax' }))
      return compiled(seedWeights(model), { loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
    },
    inputs: [[33, 33, 3]],
    targets: oneHot(3),
    sizes: [9, 9, 9, 9, 9, 9, 9, 9],
  },
}

const expectEqual = async (options: CompareOptions): Promise<void> => {
  const { plain, captured, report } = await compareCaptured(options)
  expect(report).toEqual({ active: true, steps: expect.any(Number) })
  expect(report.steps).toBeGreaterThanOrEqual(5)
  expect(captured).toEqual(plain)
}

const expectEqualCalls = async (options: CompareOptions): Promise<void> => {
  const { plain, captured, replays } = await compareCalls(options)
  expect(captured).toEqual(plain)
  // Two of five calls on 13 rows at once, seven of ten batches of 5 rows, two of five of 3.
  expect(replays).toEqual({ predict: 11, measure: 11 })
}

const start = (threads: number) => async (): Promise<void> => {
  tf.env().set('PROD', true)
  expect((await useBackend({ prefer: 'wasm', threads })).threads).toBe(threads)
}

/** Checks captured against plain steps for all layers, losses and optimizers. */
export function sweepAll(): void {
  beforeAll(start(1))

  describe('captured steps have the bits of plain ones', () => {
    it.each(Object.entries(layerCases))('with the layer %s', async (_, [layer, shape]) => {
      const options = { build: around(layer, shape), inputs: [shape], targets: normal([2]) }
      await expectEqual(options)
      await expectEqualCalls(options)
    })

    it.each(lossNames)('with the loss %s', async (loss) => {
      const categorical = loss === 'categoricalCrossentropy' || loss === 'klDivergence'
      const sparse = loss === 'sparseCategoricalCrossentropy'
      const activation = categorical || sparse ? 'softmax' : /binary|poisson/i.test(loss) ? 'sigmoid' : 'linear'
      const options: CompareOptions = {
        build: () => compiled(dense(3, {}, activation), { loss, metrics: [sparse ? 'accuracy' : 'mae'] }),
        inputs: [[4]],
        targets: sparse
          ? (rows, seed) => [classes(3, rows, seed)]
          : categorical || activation === 'sigmoid' || /hinge|log|msle/i.test(loss)
            ? oneHot(3)
            : normal([3]),
      }
      await expectEqual(options)
      await expectEqualCalls(options)
    })

    it.each(Object.entries(optimizers))('with the optimizer %s', async (_, optimizer) => {
      await expectEqual({
        build: () => compiled(dense(3, seeded(1)), { loss: 'mse', optimizer: optimizer() }),
        inputs: [[4]],
        targets: normal([3]),
      })
    })

    it.each(Object.entries({ ...others, ...large }))('with %s', async (_, options) => {
      await expectEqual(options)
      await expectEqualCalls(options)
    })
  })
}

/** Checks captured against plain steps on several threads, where they differ from one. */
export function sweepThreads(threads: number): void {
  beforeAll(start(threads))

  describe(`captured steps on ${threads} threads have the bits of plain ones`, () => {
    it.each(Object.entries({ ...others, ...large }))('with %s', async (_, options) => {
      await expectEqual(options)
      await expectEqualCalls(options)
    })
  })
}
