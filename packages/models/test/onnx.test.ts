import { fileURLToPath } from 'node:url'
import { expectNoLeaks } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { layers, sequential } from '@tensorflow/tfjs-layers'
import { describe, expect, it } from 'vitest'
import { convolutionalNetwork } from '../src/builders/convolutional-network.ts'
import { loadKeras } from '../src/keras/load-keras.ts'
import { exportOnnx } from '../src/onnx/export-onnx.ts'
import { inputsOf, kerasFiles } from './keras-files.ts'
import { onnxDistance, runOnnx } from './run-onnx.ts'

const models = new Map(
  kerasFiles(fileURLToPath(new URL('../../testing/golden/keras-files.br', import.meta.url))).map((one) => [
    one.name,
    one,
  ]),
)
const load = (name: string) => loadKeras(models.get(name)!.read(models.get(name)!.files[0]!))

/** Together they run each kernel that is exported; `sweep-onnx.ts` runs all models. */
const exported =
  'merge_concat_one_masked transformer activation_sparsemax ops_sparse_crossentropy separable1d_same_s1_d2 ' +
  'conv_layer_relu ops_cbrt ops_nan_to_num autocontrast bigru_sequence dot_one ops_whole_numbers activation_elu ' +
  'activation_leaky_relu activation_log_sigmoid activation_selu attention_masked centercrop_large conv3d_same_s1_d1 ' +
  'frozen maxpool_any_size ops_all ops_arccos ops_arccosh ops_arcsin ops_arcsinh ops_arctan ops_arctan2 ops_arctanh ' +
  'ops_argmin ops_average_pool ops_ceil ops_celu ops_cos ops_cosh ops_isclose ops_isfinite ops_log1p ops_pad_reflect ' +
  'ops_prod ops_reciprocal ops_relu6 ops_resize_nearest ops_sin ops_sinh ops_tan ops_top_k prelu ' +
  'transposed1d_same_k3_s2_o1'

describe('exportOnnx', () => {
  it.each(exported.split(' '))('ONNX Runtime predicts as we do: %s', async (name) => {
    const model = await load(name)
    const inputs = inputsOf(model, models.get(name)!)
    const bytes = await expectNoLeaks(() =>
      exportOnnx(model, { inputShape: inputs.map(({ shape }) => shape.slice(1)) }),
    )
    expect(await onnxDistance(bytes, model, inputs)).toBeLessThanOrEqual(1e-5)
    tf.dispose(inputs)
    model.dispose()
  })

  it('writes a network that takes any number of rows', async () => {
    const model = convolutionalNetwork({
      inputs: [12, 12, 3],
      blocks: [{ filters: 4 }, { filters: 5 }],
      outputs: 3,
      seed: 1,
    })
    const bytes = await exportOnnx(model)
    for (const rows of [1, 2, 7]) {
      const images = tf.randomUniform([rows, 12, 12, 3], 0, 1, 'float32', rows)
      expect(await onnxDistance(bytes, model, [images])).toBeLessThanOrEqual(1e-5)
      images.dispose()
    }
    model.dispose()
  })

  it('names inputs and outputs by their layers', async () => {
    const model = sequential({ name: 'one', layers: [layers.dense({ units: 1, inputShape: [2], name: 'answer' })] })
    const text = new TextDecoder('latin1').decode(await exportOnnx(model))
    for (const name of ['answer/kernel', 'one/answer/MatMul', 'rows']) expect(text).toContain(name)
    expect(text).not.toContain('Transpose')
    model.dispose()
  })

  it('exports layers of your own by what they compute', async () => {
    class Doubled extends layers.Layer {
      static readonly className = 'DoubledForOnnx'
      override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
        return tf.mul([inputs].flat()[0]!, 2)
      }
    }
    const model = sequential({ layers: [layers.inputLayer({ inputShape: [3] }), new Doubled({}) as layers.Layer] })
    const x = tf.tensor2d([[1, 2, 3]])
    const [output] = await runOnnx(await exportOnnx(model), [x])
    expect([...(output!.data as Float32Array)]).toEqual([2, 4, 6])
    x.dispose()
    model.dispose()
  })

  it.each([
    ['text_int', /layer=\S+, which takes strings\. Export the model without it/],
    ['integerlookup', /layer=sequential\/integer_lookup, which computes numbers in JavaScript/],
    ['ops_cumprod', /layer=functional\/cumprod, which computes Cumprod/],
  ])('says which layer cannot be exported: %s', async (name, message) => {
    const model = await load(name)
    await expectNoLeaks(() => expect(exportOnnx(model)).rejects.toThrow(message))
    model.dispose()
  })

  it('does not export random numbers and states as constants', async () => {
    class Noisy extends layers.Layer {
      static readonly className = 'NoisyForOnnx'
      override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
        return tf.dropout([inputs].flat()[0]!, 0.5)
      }
    }
    const noisy = sequential({ layers: [layers.inputLayer({ inputShape: [3] }), new Noisy({}) as layers.Layer] })
    await expect(exportOnnx(noisy)).rejects.toThrow(/which draws random numbers/)
    const stateful = sequential({ name: 'state' })
    stateful.add(
      layers.lstm({
        units: 2,
        stateful: true,
        batchInputShape: [2, 3, 1],
        recurrentInitializer: 'zeros',
        name: 'memory',
      }),
    )
    await expect(exportOnnx(stateful)).rejects.toThrow(/layer=state\/memory, which remembers its state/)
  })

  it('asks for lengths that the model leaves open', async () => {
    const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [null as unknown as number, 2] })] })
    await expect(exportOnnx(model)).rejects.toThrow(/shape \[any,2\]\. Give the lengths .* inputShape: \[20,2\]/)
    await expect(exportOnnx(model, { inputShape: [4, 3] })).rejects.toThrow(RangeError)
    await expect(exportOnnx(model, { inputshape: [4, 2] } as object)).rejects.toThrow(/inputShape/)
    const x = tf.ones([3, 4, 2])
    expect(await onnxDistance(await exportOnnx(model, { inputShape: [4, 2] }), model, [x])).toBeLessThanOrEqual(1e-5)
  })
})
