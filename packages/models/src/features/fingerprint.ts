import * as tf from '@tensorflow/tfjs-core'
import type { ImageArray } from './extract-features.ts'

/**
 * A short text that stands for some data: the same data give the same text, and any change another. A model card states
 * that of its test set, so that two figures can be compared.
 *
 * @param parts Tensors or arrays, such as the inputs and the labels of a test set.
 * @returns 64 hexadecimal digits (SHA-256 over shapes and values).
 * @see Git, which names each state of a project so
 * @example
 * ```ts
 * import { fingerprint } from '@dlw/models'
 *
 * const text = await fingerprint([{ shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }])
 * console.log(text.length) // → 64
 * ```
 */
export async function fingerprint(parts: readonly (tf.Tensor | ImageArray)[]): Promise<string> {
  const digests: ArrayBuffer[] = []
  for (const part of parts) {
    const values = part instanceof tf.Tensor ? await part.data() : part.data
    digests.push(await digest(new TextEncoder().encode(part.shape.join())), await digest(bytesOf(values)))
  }
  const all = await digest(await new Blob(digests).arrayBuffer())
  return [...new Uint8Array(all)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The bytes behind an array of numbers. */
export function bytesOf(values: ArrayBufferView): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength)
}

function digest(bytes: BufferSource): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', bytes)
}
