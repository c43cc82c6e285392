import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** Numbers or texts that went into a model, or came out, when Keras ran it. */
interface Recorded {
  shape: number[]
  dtype: string
  file?: string
  data?: string[]
}

/** A small model of Keras with what Keras predicts: the description beside its files. */
export interface KerasFile {
  name: string
  files: string[]
  inputs: Recorded[]
  outputs: Recorded[]
  params: number
}

/** All models that lie in a folder. */
export function kerasFiles(folder: string): KerasFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as KerasFile)
}

/** How far a model is from what Keras predicts: the largest difference, as a share of the largest number above 1. */
export async function distance(model: LayersModel, one: KerasFile, folder: string): Promise<number> {
  const inputs = inputsOf(model, one, folder)
  const outputs = tf.tidy(() => [model.predict(inputs.length === 1 ? inputs[0]! : inputs)].flat())
  try {
    if (outputs.length !== one.outputs.length) {
      throw new Error(`it has ${outputs.length} outputs, Keras's has ${one.outputs.length}`)
    }
    let largest = 0
    for (const [index, recorded] of one.outputs.entries()) {
      const output = outputs[index]!
      if (output.shape.join() !== recorded.shape.join()) {
        throw new Error(`its output has the shape [${output.shape}], Keras's has [${recorded.shape}]`)
      }
      const expected = valuesOf(recorded, folder)
      const received = await output.data()
      let scale = 1
      for (const value of expected) if (Number.isFinite(value)) scale = Math.max(scale, Math.abs(value))
      for (const [at, value] of expected.entries()) {
        const same = Object.is(value, received[at]) || value === received[at]
        const difference = same ? 0 : Math.abs(value - received[at]!) / scale
        largest = Math.max(largest, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference)
      }
    }
    return largest
  } finally {
    tf.dispose([inputs, outputs])
  }
}

/** What Keras gave the model; to be disposed of. */
export function inputsOf(model: LayersModel, one: KerasFile, folder: string): tf.Tensor[] {
  return one.inputs.map((input, index) => {
    const tensor = tensorOf(input, folder)
    const dtype = model.inputs[index]!.dtype
    if (input.dtype === 'string' || tensor.dtype === dtype) return tensor
    const cast = tf.cast(tensor, dtype)
    tensor.dispose()
    return cast
  })
}

function tensorOf({ shape, dtype, ...one }: Recorded, folder: string): tf.Tensor {
  if (dtype === 'string') {
    const texts = one.data!.map((text) => /^b'(.*)'$/.exec(text)?.[1] ?? text)
    return tf.tensor(texts, shape, 'string')
  }
  const values = valuesOf({ shape, dtype, ...one }, folder)
  return tf.tensor(values, shape, dtype === 'bool' ? 'bool' : dtype.includes('int') ? 'int32' : 'float32')
}

function valuesOf({ dtype, file }: Recorded, folder: string): Float32Array | Int32Array {
  const bytes = readFileSync(join(folder, file!))
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  switch (dtype) {
    case 'float64':
      return Float32Array.from(new Float64Array(buffer))
    case 'int32':
      return new Int32Array(buffer)
    case 'int64':
      return Int32Array.from(new BigInt64Array(buffer), Number)
    case 'bool':
    case 'uint8':
      return Int32Array.from(new Uint8Array(buffer))
    default:
      return new Float32Array(buffer)
  }
}
