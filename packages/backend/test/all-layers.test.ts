import * as tf from '@tensorflow/tfjs'
import * as layers from '@tensorflow/tfjs-layers'
import { expect, it } from 'vitest'
import { setRandomSeed } from '../src/random/set-random-seed.ts'
import { useBackend } from '../src/select/use-backend.ts'
import { expectSameAsCpu, numbers } from '../src/wasm/kernels/expect-same-as-cpu.ts'

const l = layers.layers
type Case = {
  layer: () => layers.layers.Layer
  shape: number[]
  integers?: boolean
  /** tfjs has no gradient through the layer on any backend, so the weights come behind it. */
  first?: boolean
}
const image = [9, 9, 3]
const volume = [5, 6, 4, 2]
const sequence = [5, 4]

/** Every layer that tfjs-layers exports, small, behind weights that its gradient has to reach. */
const cases: Record<string, Case> = {
  alphaDropout: { layer: () => l.alphaDropout({ rate: 0.3 }), shape: [40] },
  activation: { layer: () => l.activation({ activation: 'tanh' }), shape: [6] },
  averagePooling1d: { layer: () => l.averagePooling1d({ poolSize: 2 }), shape: sequence },
  averagePooling2d: { layer: () => l.averagePooling2d({ poolSize: 2, padding: 'same' }), shape: image },
  averagePooling3d: { layer: () => l.averagePooling3d({ poolSize: 2, strides: 2 }), shape: volume },
  batchNormalization: { layer: () => l.batchNormalization(), shape: image },
  bidirectional: {
    layer: () => l.bidirectional({ layer: l.lstm({ units: 3 }) as layers.RNN, mergeMode: 'concat' }),
    shape: sequence,
  },
  conv1d: { layer: () => l.conv1d({ filters: 3, kernelSize: 2 }), shape: sequence },
  conv2d: {
    layer: () => l.conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }),
    shape: image,
  },
  conv2dTranspose: {
    layer: () => l.conv2dTranspose({ filters: 4, kernelSize: 3, strides: 2, padding: 'same' }),
    shape: [4, 5, 3],
  },
  conv3d: { layer: () => l.conv3d({ filters: 3, kernelSize: 2 }), shape: volume },
  convLstm2d: { layer: () => l.convLstm2d({ filters: 2, kernelSize: 2 }), shape: [3, 5, 5, 2] },
  cropping2D: {
    layer: () =>
      l.cropping2D({
        cropping: [
          [1, 2],
          [0, 1],
        ],
      }),
    shape: image,
  },
  dense: { layer: () => l.dense({ units: 5, activation: 'softmax' }), shape: [6] },
  depthwiseConv2d: {
    layer: () => l.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, padding: 'same' }),
    shape: image,
  },
  dropout: { layer: () => l.dropout({ rate: 0.5, seed: 3 }), shape: [40] },
  elu: { layer: () => l.elu(), shape: [6] },
  embedding: { layer: () => l.embedding({ inputDim: 7, outputDim: 3 }), shape: [5], integers: true },
  flatten: { layer: () => l.flatten(), shape: image },
  gaussianDropout: { layer: () => l.gaussianDropout({ rate: 0.3 }), shape: [40] },
  gaussianNoise: { layer: () => l.gaussianNoise({ stddev: 0.3 }), shape: [40] },
  globalAveragePooling1d: { layer: () => l.globalAveragePooling1d({}), shape: sequence },
  globalAveragePooling2d: { layer: () => l.globalAveragePooling2d({}), shape: image },
  globalMaxPooling1d: { layer: () => l.globalMaxPool1d({}), shape: sequence },
  globalMaxPooling2d: { layer: () => l.globalMaxPool2d({}), shape: image },
  gru: { layer: () => l.gru({ units: 3 }), shape: sequence },
  layerNormalization: { layer: () => l.layerNormalization(), shape: sequence },
  leakyReLU: { layer: () => l.leakyReLU(), shape: [6] },
  lstm: { layer: () => l.lstm({ units: 3, returnSequences: true }), shape: sequence },
  masking: { layer: () => l.masking(), shape: sequence, first: true },
  maxPooling1d: { layer: () => l.maxPooling1d({ poolSize: 2 }), shape: sequence },
  maxPooling2d: { layer: () => l.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }), shape: image },
  maxPooling3d: { layer: () => l.maxPooling3d({ poolSize: 2 }), shape: volume },
  permute: { layer: () => l.permute({ dims: [2, 1] }), shape: sequence },
  prelu: { layer: () => l.prelu(), shape: [6] },
  reLU: { layer: () => l.reLU(), shape: [6] },
  repeatVector: { layer: () => l.repeatVector({ n: 3 }), shape: [6] },
  rescaling: { layer: () => l.rescaling({ scale: 0.5, offset: 1 }), shape: image },
  reshape: { layer: () => l.reshape({ targetShape: [3, 2] }), shape: [6] },
  rnn: {
    layer: () => l.rnn({ cell: [l.gruCell({ units: 3 }), l.lstmCell({ units: 2 }), l.simpleRNNCell({ units: 2 })] }),
    shape: sequence,
  },
  separableConv2d: { layer: () => l.separableConv2d({ filters: 4, kernelSize: 3 }), shape: image },
  simpleRNN: { layer: () => l.simpleRNN({ units: 3 }), shape: sequence },
  softmax: { layer: () => l.softmax(), shape: [6] },
  spatialDropout1d: { layer: () => l.spatialDropout1d({ rate: 0.5, seed: 3 }), shape: sequence },
  thresholdedReLU: { layer: () => l.thresholdedReLU({ theta: 0.1 }), shape: [6], first: true },
  timeDistributed: { layer: () => l.timeDistributed({ layer: l.dense({ units: 3 }) }), shape: sequence },
  upSampling2d: { layer: () => l.upSampling2d({ size: [2, 2] }), shape: image },
  zeroPadding2d: {
    layer: () =>
      l.zeroPadding2d({
        padding: [
          [1, 2],
          [0, 1],
        ],
      }),
    shape: image,
  },
}

/** Layers that join two tensors of shape [5, 4]. */
const joins: Record<string, () => layers.layers.Layer> = {
  add: () => l.add(),
  average: () => l.average(),
  concatenate: () => l.concatenate(),
  dot: () => l.dot({ axes: 2 }),
  maximum: () => l.maximum(),
  minimum: () => l.minimum(),
  multiply: () => l.multiply(),
}

/** Not layers, other names of the above, and `randomWidth`, which draws its size at random and has no gradient. */
const others = /^(Layer|RNN|RNNCell|input|inputLayer|.*Cells?|avgPool.*|maxPool\dd|globalMaxPool\dd|randomWidth)$/

/** Layers without a gradient in tfjs, on any backend, or that announce a shape they do not have. */
const forwardOnly: Record<string, Case> = {
  centerCrop: { layer: () => l.centerCrop({ height: 4, width: 5 }), shape: image },
  categoryEncoding: {
    layer: () => l.categoryEncoding({ numTokens: 7, outputMode: 'multiHot' }),
    shape: [5],
    integers: true,
  },
  conv3dTranspose: { layer: () => l.conv3dTranspose({ filters: 3, kernelSize: 2, strides: 2 }), shape: [2, 3, 2, 2] },
}

/** A layer that tfjs-layers cannot put into a model: it forgets the batch in the shape that it announces. */
const loose: Record<string, Case> = {
  resizing: { layer: () => l.resizing({ height: 5, width: 6 }), shape: image },
}

const batch = 6

/** Two Adam steps; the losses, and every weight afterwards. */
async function train(
  build: (input: layers.SymbolicTensor) => layers.SymbolicTensor,
  { shape, integers }: Omit<Case, 'layer'>,
) {
  const restore = setRandomSeed(5)
  try {
    const input = layers.input({ shape })
    const output = build(input)
    const flat = output.rank === 2 ? output : (l.flatten().apply(output) as layers.SymbolicTensor)
    const model = layers.model({ inputs: input, outputs: l.dense({ units: 2 }).apply(flat) as layers.SymbolicTensor })
    tf.tidy(() =>
      model.setWeights(
        model.weights.map(({ shape, originalName }, index) => {
          const values = numbers(tf.util.sizeFromShape(shape as number[]), index + 1)
          // A variance is positive.
          return tf.tensor(originalName.includes('variance') ? values.map(Math.abs) : values, shape as number[])
        }),
      ),
    )
    model.compile({ optimizer: tf.train.adam(0.01, 0.9, 0.999, 1e-3), loss: 'meanSquaredError' })
    const values = numbers(batch * tf.util.sizeFromShape(shape), 99)
    const x = tf.tensor(integers ? values.map((value) => Math.floor(Math.abs(value) * 7)) : values, [batch, ...shape])
    const y = tf.tensor(numbers(batch * 2, 98), [batch, 2])
    const losses = [await model.trainOnBatch(x, y), await model.trainOnBatch(x, y)] as number[]
    const weights = model.getWeights().map((weight) => [...weight.dataSync()])
    tf.dispose([x, y])
    model.dispose()
    return [losses, ...weights]
  } finally {
    restore()
  }
}

async function expectSameTraining(build: Parameters<typeof train>[0], shape: Pick<Case, 'shape' | 'integers'>) {
  await useBackend({ prefer: 'cpu' })
  const wanted = await train(build, shape)
  await useBackend({ prefer: 'wasm' })
  const received = await train(build, shape)
  expect(wanted.flat().every(Number.isFinite)).toBe(true)
  received.forEach((values, part) => {
    values.forEach((value, index) => {
      const other = wanted[part]![index]!
      const difference = Math.abs(value - other) / Math.max(1, Math.abs(other))
      expect(difference, `part ${part}, number ${index}`).toBeLessThan(2e-5)
    })
  })
}

it.each(Object.entries(cases))('%s trains on wasm as on cpu', async (_, { layer, shape, integers = false, first }) => {
  // The prelu in front has weights that only a gradient through the layer can reach.
  await expectSameTraining(
    (input) => {
      if (first) return l.prelu().apply(layer().apply(input)) as layers.SymbolicTensor
      return layer().apply(integers ? input : l.prelu().apply(input)) as layers.SymbolicTensor
    },
    { shape, integers },
  )
})

it.each(Object.entries(joins))('%s trains on wasm as on cpu', async (_, layer) => {
  await expectSameTraining(
    (input) => layer().apply([input, l.prelu().apply(input) as layers.SymbolicTensor]) as layers.SymbolicTensor,
    { shape: sequence },
  )
})

it.each(Object.entries(loose))('%s goes forward and backward on wasm as on cpu', async (_, { layer, shape }) => {
  await useBackend({ prefer: 'cpu' })
  await useBackend({ prefer: 'wasm' })
  const call = (x: tf.Tensor) => layer().apply(x) as tf.Tensor
  await expectSameAsCpu(() => {
    const x = tf.tensor(numbers(batch * tf.util.sizeFromShape(shape), 1), [batch, ...shape])
    return [call(x), tf.grad(call)(x)]
  })
})

it.each(Object.entries(forwardOnly))(
  '%s goes forward on wasm as on cpu',
  async (_, { layer, shape, integers = false }) => {
    await useBackend({ prefer: 'cpu' })
    await useBackend({ prefer: 'wasm' })
    const built = layer()
    const filled = (of: number[], seed: number) => tf.tensor(numbers(tf.util.sizeFromShape(of), seed), of)
    await expectSameAsCpu(() => {
      const x = filled([batch, ...shape], 1)
      const input = integers ? tf.cast(tf.floor(tf.mul(tf.abs(x), 7)), 'int32') : x
      built.apply(input)
      built.setWeights(built.weights.map((weight, index) => filled(weight.shape as number[], index + 2)))
      return [built.apply(input) as tf.Tensor]
    })
  },
)

it('leaves out no layer', () => {
  const known = [cases, forwardOnly, joins, loose].flatMap((list) => Object.keys(list))
  expect(Object.keys(l).filter((name) => !known.includes(name) && !others.test(name))).toEqual([])
})
