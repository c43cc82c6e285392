import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { ImageArray } from './extract-features.ts'

/** Features as they lie on disk. */
export interface Features {
  shape: number[]
  data: Float32Array
}

/** A fingerprint of everything that features depend on: the network, its weights, the images. */
export async function featureKey(backbone: LayersModel, images: tf.Tensor | ImageArray): Promise<string> {
  const parts: (string | BufferSource)[] = [JSON.stringify(backbone.layers.map((layer) => layer.getConfig()))]
  for (const weight of backbone.getWeights()) parts.push(weight.shape.join(), bytesOf(await weight.data()))
  parts.push(images.shape.join(), bytesOf(images instanceof tf.Tensor ? await images.data() : images.data))
  const digests = await Promise.all(
    parts.map((part) => digest(typeof part === 'string' ? new TextEncoder().encode(part) : part)),
  )
  const all = await digest(await new Blob(digests).arrayBuffer())
  return [...new Uint8Array(all)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytesOf(values: ArrayBufferView): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength)
}

function digest(bytes: BufferSource): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', bytes)
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
