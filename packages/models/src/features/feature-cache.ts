import type * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { ImageArray } from './extract-features.ts'
import { bytesOf, fingerprint } from './fingerprint.ts'

/** Features as they lie on disk. */
export interface Features {
  shape: number[]
  data: Float32Array
}

/** A fingerprint of everything that features depend on: the network, its weights, the images. */
export async function featureKey(backbone: LayersModel, images: tf.Tensor | ImageArray): Promise<string> {
  const settings = new TextEncoder().encode(JSON.stringify(backbone.toJSON(null, false)))
  return fingerprint([{ shape: [settings.length], data: settings }, ...backbone.getWeights(), images])
}

/** Features kept under `key`, or undefined when there are none or the file is not whole. */
export async function readFeatures(folder: string, key: string): Promise<Features | undefined> {
  const { readFile } = await import('node:fs/promises')
  const { join } = await import('node:path')
  try {
    const file = await readFile(join(folder, `${key}.features`))
    const end = file.indexOf(10)
    const { shape } = JSON.parse(file.toString('utf8', 0, end)) as { shape: number[] }
    const data = new Float32Array(new Uint8Array(file.subarray(end + 1)).buffer)
    return data.length === shape.reduce((size, axis) => size * axis, 1) ? { shape, data } : undefined
  } catch {
    return undefined
  }
}

/** Keeps features under `key`: one line of JSON with the shape, then the float32 values. */
export async function writeFeatures(folder: string, key: string, { shape, data }: Features): Promise<void> {
  const { mkdir, rename, writeFile } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const path = join(folder, `${key}.features`)
  const temporary = `${path}.${process.pid}`
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(temporary, [`${JSON.stringify({ shape })}\n`, bytesOf(data)])
    await rename(temporary, path)
  } catch (cause) {
    throw new Error(
      `extractFeatures: expected a folder that can be written, received cache=${folder}: ${(cause as Error).message}. Choose another folder.`,
      { cause },
    )
  }
}
