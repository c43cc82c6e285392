import type { DataType, TensorInfo } from '@tensorflow/tfjs-core'
import type { WasmBackend } from '../wasm/native/wasm-backend.ts'
import { CaptureRefused } from './refused.ts'
import { bytesOf, sizeOf } from './size-of.ts'
import { type OpenWasmBackend, registerAt, type TensorRecord, unregister } from './tfjs-privates.ts'

/** What a kernel did with the backend that it was run with. */
export type Uses = {
  /** It read or wrote numbers from JavaScript. */
  heap: boolean
  /** It handed tensors to tfjs's C++ kernels. */
  foreign: boolean
}

/** How a kernel gets memory for what it makes: called with the bytes and how many it made before, returns the address. */
export type Allocate = (bytes: number, order: number) => number

/**
 * A view of the wasm backend for one program: kernels that run with it find the program's tensors, and get the memory
 * for their results where the program wants it. tfjs's engine knows nothing of either.
 */
export class ProgramBackend {
  /** What kernels are to take for the backend. */
  readonly view: WasmBackend
  #uses: Uses = { heap: false, foreign: false }
  #allocate: Allocate = () => {
    throw new CaptureRefused('a kernel made a tensor out of turn')
  }
  #made: TensorInfo[] = []
  /** Instead of allocating, kernels take these one after the other. */
  #prepared: readonly TensorInfo[] | undefined
  #taken = 0
  readonly #backend: OpenWasmBackend
  readonly #records = new Map<object, TensorRecord>()

  constructor(backend: OpenWasmBackend) {
    this.#backend = backend
    const record = (dataId: object): TensorRecord => {
      const found = this.#records.get(dataId)
      if (found === undefined) throw new CaptureRefused('a kernel reads a tensor of its own')
      return found
    }
    const own = {
      dataIdMap: {
        get: (dataId: object) => {
          const found = record(dataId)
          return this.#prepared ? found : watched(found, this.#uses)
        },
      },
      write: (values: ArrayBufferView | null, shape: number[], dtype: DataType) => this.#make(values, shape, dtype),
      makeOutput: (shape: number[], dtype: DataType, address?: number | null, values?: ArrayBufferView) => {
        if (address !== undefined && address !== null) throw new CaptureRefused('a kernel brings its own memory')
        return { dataId: this.#make(values ?? null, shape, dtype), shape, dtype }
      },
      typedArrayFromHeap: (tensor: TensorInfo) => {
        this.#uses.heap = true
        return this.#array(tensor)
      },
      readSync: (dataId: object) => {
        this.#uses.heap = true
        const { shape, dtype } = record(dataId)
        return this.#array({ dataId, shape: [...shape], dtype }).slice()
      },
      incRef: () => undefined,
      disposeData: () => true,
      disposeIntermediateTensorInfo: () => undefined,
    }
    this.view = Object.assign(Object.create(backend) as WasmBackend, own)
  }

  /** A tensor at an address, for kernels that run with {@link view}. */
  tensorAt(address: number, shape: readonly number[], dtype: DataType): TensorInfo {
    const dataId = {}
    this.#records.set(dataId, registerAt(this.#backend, address, shape, dtype))
    return { dataId, shape: [...shape], dtype }
  }

  recordOf({ dataId }: TensorInfo): TensorRecord {
    return this.#records.get(dataId)!
  }

  /** Runs a kernel, gives it memory, and tells what it made by itself, in its order, and how. May be nested. */
  watch<Result>(allocate: Allocate, body: () => Result): { result: Result; made: TensorInfo[]; uses: Uses } {
    const before = [this.#uses, this.#allocate, this.#made] as const
    const uses = { heap: false, foreign: false }
    const made: TensorInfo[] = []
    this.#uses = uses
    this.#allocate = allocate
    this.#made = made
    try {
      return { result: body(), made, uses }
    } finally {
      ;[this.#uses, this.#allocate, this.#made] = before
    }
  }

  /** Runs a kernel whose results, in the order in which it makes them, are these tensors. */
  runInto<Result>(prepared: readonly TensorInfo[], body: () => Result): Result {
    this.#prepared = prepared
    this.#taken = 0
    try {
      const result = body()
      if (this.#taken !== prepared.length) throw new CaptureRefused('a kernel made fewer tensors than before')
      return result
    } finally {
      this.#prepared = undefined
    }
  }

  dispose(): void {
    for (const record of this.#records.values()) unregister(this.#backend, record)
    this.#records.clear()
  }

  #make(values: ArrayBufferView | null, shape: number[], dtype: DataType): TensorInfo['dataId'] {
    const tensor = this.#prepared ? this.#nextPrepared(shape, dtype) : this.#fresh(shape, dtype)
    if (values !== null) {
      this.#uses.heap = true
      this.#array(tensor).set(values as Float32Array)
    }
    return tensor.dataId
  }

  #nextPrepared(shape: number[], dtype: DataType): TensorInfo {
    const tensor = this.#prepared![this.#taken++]
    if (tensor?.dtype !== dtype || sizeOf(tensor.shape) !== sizeOf(shape)) {
      throw new CaptureRefused(`a kernel made a tensor of shape [${shape}], before of [${tensor?.shape}]`)
    }
    return tensor
  }

  #fresh(shape: number[], dtype: DataType): TensorInfo {
    if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') {
      throw new CaptureRefused(`a kernel makes tensors of type ${dtype}`)
    }
    const address = this.#allocate(bytesOf({ shape, dtype }), this.#made.length)
    const tensor = this.tensorAt(address, shape, dtype)
    this.#made.push(tensor)
    return tensor
  }

  #array({ dataId, shape, dtype }: TensorInfo): Float32Array | Int32Array | Uint8Array {
    const { buffer } = this.#backend.wasm.HEAPU8
    const { memoryOffset } = this.#records.get(dataId)!
    const size = sizeOf(shape)
    if (dtype === 'float32') return new Float32Array(buffer, memoryOffset, size)
    if (dtype === 'int32') return new Int32Array(buffer, memoryOffset, size)
    return new Uint8Array(buffer, memoryOffset, size)
  }
}

/** C++ kernels are told the number of a tensor, ours its address. */
function watched({ id, ...rest }: TensorRecord, uses: Uses): TensorRecord {
  return {
    ...rest,
    get id() {
      uses.foreign = true
      return id
    },
  }
}
