import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** Numeric or string inputs or outputs of a model in Keras. */
interface Recorded {
  shape: number[]
  dtype: string
  file?: string
  data?: string[]
}

/** A small Keras model with Keras's predictions. */
export interface KerasFile {
  name: string
  files: string[]
  inputs: Recorded[]
  outputs: Recorded[]
  params: number
  /** Reads the bytes of one of its files. */
  read(file: string): Uint8Array
}

/** Reads all models in a folder, or in a file written by `keras_files.py pack`. */
export function kerasFiles(source: string): KerasFile[] {
  const { names, read } = source.endsWith('.br') ? packed(source) : unpacked(source)
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ ...JSON.parse(new TextDecoder().decode(read(name))), read }) as KerasFile)
}

interface Files {
  names: string[]
  read(name: string): Uint8Array
}

function unpacked(folder: string): Files {
  return { names: readdirSync(folder), read: (name) => new Uint8Array(readFileSync(join(folder, name))) }
}

/** The names and sizes of all files in a line, then their bytes. */
function packed(path: string): Files {
  const content = brotliDecompressSync(readFileSync(path))
  const end = content.indexOf('\n')
  const files = new Map<string, Uint8Array>()
  let offset = end + 1
  for (const [name, size] of JSON.parse(content.subarray(0, end).toString()) as [string, number][]) {
    files.set(name, Uint8Array.from(content.subarray(offset, offset + size)))
    offset += size
  }
  return { names: [...files.keys()], read: (name) => files.get(name)! }
}

/** Returns the largest difference from Keras's predictions, relative to the largest number above 1. */
export async function distance(model: LayersModel, one: KerasFile): Promise<number> {
  const inputs = inputsOf(model, one)
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
      const expected = valuesOf(recorded, one)
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

/** Inputs of the model in Keras; the caller disposes them. */
export function inputsOf(model: LayersModel, one: KerasFile): tf.Tensor[] {
  return one.inputs.map((input, index) => {
    const tensor = tensorOf(input, one)
    const dtype = model.inputs[index]!.dtype
    if (input.dtype === 'string' || tensor.dtype === dtype) return tensor
    const cast = tf.cast(tensor, dtype)
    tensor.dispose()
    return cast
  })
}

function tensorOf({ shape, dtype, ...recorded }: Recorded, one: KerasFile): tf.Tensor {
  if (dtype === 'string') {
    const texts = recorded.data!.map((text) => /^b'(.*)'$/.exec(text)?.[1] ?? text)
    return tf.tensor(texts, shape, 'string')
  }
  const values = valuesOf({ shape, dtype, ...recorded }, one)
  return tf.tensor(values, shape, dtype === 'bool' ? 'bool' : dtype.includes('int') ? 'int32' : 'float32')
}

function valuesOf({ dtype, file }: Recorded, one: KerasFile): Float32Array | Int32Array {
  const { buffer } = Uint8Array.from(one.read(file!))
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
