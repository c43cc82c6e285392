import { util } from '@tensorflow/tfjs-core'

type Buffer = object
type TensorData = {
  readonly dtype: string
  readonly shape: number[]
  values: ArrayLike<number> | null
  resource: Buffer | null
}

/** The part of tfjs's WebGPU backend that puts tensors on the GPU. */
export type UploadingBackend = {
  readonly tensorMap: { get(dataId: object): TensorData }
  readonly bufferManager: { acquireBuffer(bytes: number, usage: number): Buffer }
  readonly queue: { writeBuffer(buffer: Buffer, offset: number, data: ArrayBufferView): void }
  uploadToGPU(dataId: object): void
}

/** Up to this many numbers are written by the queue; more are worth a buffer that is mapped. */
const most = 16_384

/** GPUBufferUsage.STORAGE | COPY_SRC | COPY_DST */
const usage = 0x80 | 0x04 | 0x08

/**
 * Puts small tensors on the GPU by the queue. tfjs makes and maps a new buffer for each number that an optimizer
 * multiplies by, and ends the pass of programs that it is recording; half the time of a small network goes there.
 *
 * The order of the work stays right: a buffer that tfjs hands out is never one that recorded work still reads.
 */
export function writeSmallTensors(backend: UploadingBackend): void {
  const upload = backend.uploadToGPU
  backend.uploadToGPU = (dataId) => {
    const data = backend.tensorMap.get(dataId)
    // Every input of every program comes by here, nearly all of them on the GPU already.
    if (data.resource !== null && data.resource !== undefined) return
    const size = util.sizeFromShape(data.shape)
    const plain = data.dtype === 'float32' || data.dtype === 'int32' || data.dtype === 'bool'
    if (!data.values || !plain || size === 0 || size > most) return upload.call(backend, dataId)
    const numbers = data.dtype === 'float32' ? Float32Array.from(data.values) : Int32Array.from(data.values)
    const buffer = backend.bufferManager.acquireBuffer(numbers.byteLength, usage)
    backend.queue.writeBuffer(buffer, 0, numbers)
    data.values = null
    data.resource = buffer
  }
}
