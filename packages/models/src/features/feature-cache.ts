import type { NdArray } from '@dlw/data'
import { hashOf, readIfPresent, writeAtomically } from '@dlw/data/files'
import type * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** Features as they lie on disk. */
export interface Features {
  shape: number[]
  data: Float32Array
}

/** A hash of everything that features depend on: the network, its weights, the images and their order. */
export async function featureKey(backbone: LayersModel, images: tf.Tensor | NdArray): Promise<string> {
  const parts = [new TextEncoder().encode(JSON.stringify(backbone.toJSON(null, false)))]
  for (const part of [...backbone.getWeights(), images]) {
    const values = 'dataSync' in part ? await part.data() : part.data
    parts.push(new TextEncoder().encode(part.shape.join()), bytesOf(values as ArrayBufferView))
  }
  const hashes: string[] = []
  for (const part of parts) hashes.push(await hashOf('sha256', part))
  return hashOf('sha256', new TextEncoder().encode(hashes.join()))
}

/** Features kept under `key`, or undefined when there are none or the file is not whole. */
export async function readFeatures(folder: string, key: string): Promise<Features | undefined> {
  try {
    const file = await readIfPresent(`${folder}/${key}.features`)
    if (!file) return undefined
    const end = file.indexOf(10)
    const { shape } = JSON.parse(new TextDecoder().decode(file.subarray(0, end))) as { shape: number[] }
    const data = new Float32Array(file.slice(end + 1).buffer)
    return data.length === shape.reduce((size, axis) => size * axis, 1) ? { shape, data } : undefined
  } catch {
    return undefined
  }
}

/** Keeps features under `key`: one line of JSON with the shape, then the float32 values. */
export async function writeFeatures(folder: string, key: string, { shape, data }: Features): Promise<void> {
  try {
    await writeAtomically(`${folder}/${key}.features`, [`${JSON.stringify({ shape })}\n`, bytesOf(data)])
  } catch (cause) {
    throw new Error(
      `extractFeatures: expected a folder that can be written, received cache=${folder}: ${(cause as Error).message} Choose another folder.`,
      { cause },
    )
  }
}

/** The bytes behind an array of numbers. */
function bytesOf(values: ArrayBufferView): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength)
}
