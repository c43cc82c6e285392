import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import * as ort from 'onnxruntime-web/wasm'

ort.env.wasm.numThreads = 1

/** Runs an ONNX file on inputs, in the model's order, with ONNX Runtime. */
export async function runOnnx(bytes: Uint8Array, inputs: readonly tf.Tensor[]): Promise<ort.Tensor[]> {
  // #region run
  const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 3 })
  const feeds = inputs.map((input, index) => {
    const values = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[input.dtype as 'float32'].from(
      input.dataSync(),
    )
    const tensor = new ort.Tensor(input.dtype as 'float32', values, input.shape)
    return [session.inputNames[index]!, tensor] as const
  })
  const results = await session.run(Object.fromEntries(feeds))
  // #endregion
  await session.release()
  return session.outputNames.map((name) => results[name]!)
}

/** Returns the largest difference of ONNX Runtime from our own prediction, relative to the largest number above 1. */
export async function onnxDistance(
  bytes: Uint8Array,
  model: LayersModel,
  inputs: readonly tf.Tensor[],
): Promise<number> {
  const outputs = tf.tidy(() => [model.predict(inputs.length === 1 ? inputs[0]! : [...inputs])].flat())
  const received = await runOnnx(bytes, inputs)
  let largest = outputs.length === received.length ? 0 : Number.POSITIVE_INFINITY
  for (const [index, output] of outputs.entries()) {
    const own = output.dataSync()
    const { data, dims } = received[index]!
    if (dims.join() !== output.shape.join())
      throw new Error(`ONNX's output has the shape [${dims}], ours [${output.shape}]`)
    let scale = 1
    for (const value of own) if (Number.isFinite(value)) scale = Math.max(scale, Math.abs(value))
    for (const [at, value] of own.entries()) {
      const other = Number((data as Float32Array)[at])
      const difference = Object.is(value, other) || value === other ? 0 : Math.abs(value - other) / scale
      largest = Math.max(largest, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference)
    }
  }
  tf.dispose(outputs)
  return largest
}
