import { readZip } from '@dlw/data/files'
import { bytesOfType, decodeNumbers } from '../weights/decode-numbers.ts'
import { type NamedArray, parseSafetensors } from '../weights/safetensors.ts'
import { readPickle } from './pickle.ts'
import { Named, type Pickled, type PickleHandlers } from './pickled.ts'

/** The tensors of a file, and whether they are in the order of the modules. */
export interface StateDict {
  readonly arrays: readonly NamedArray[]
  readonly isOrdered: boolean
}

/**
 * Reads the tensors of a PyTorch file: safetensors, the zip archives of `torch.save`, and the files that it wrote
 * before version 1.6. Pickles are read as data; nothing is executed.
 *
 * @throws Error whose message is a clause that says what is wrong, or the error of `parseSafetensors`.
 */
export function readStateDict(bytes: Uint8Array): StateDict {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return { arrays: fromZip(bytes), isOrdered: true }
  if (bytes[0] === 0x80) return { arrays: fromPickles(bytes), isOrdered: true }
  return { arrays: parseSafetensors(bytes).arrays, isOrdered: false }
}

/** Numbers of a type, of which tensors show parts. */
class Storage {
  readonly dtype: string
  readonly key: string
  readonly count: number

  constructor(dtype: string, key: string, count: number) {
    this.dtype = dtype
    this.key = key
    this.count = count
  }
}

/** A tensor: a part of a storage. */
class TensorView {
  readonly storage: Storage
  readonly offset: number
  readonly shape: readonly number[]
  readonly strides: readonly number[]

  constructor(storage: Storage, offset: number, shape: readonly number[], strides: readonly number[]) {
    this.storage = storage
    this.offset = offset
    this.shape = shape
    this.strides = strides
  }
}

const storageTypes: Readonly<Record<string, string>> = {
  'torch.DoubleStorage': 'F64',
  'torch.FloatStorage': 'F32',
  'torch.HalfStorage': 'F16',
  'torch.BFloat16Storage': 'BF16',
  'torch.LongStorage': 'I64',
  'torch.IntStorage': 'I32',
  'torch.ShortStorage': 'I16',
  'torch.CharStorage': 'I8',
  'torch.ByteStorage': 'U8',
  'torch.BoolStorage': 'BOOL',
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const areCounts = (values: unknown): values is number[] => Array.isArray(values) && values.every(isCount)

/** What pickles may name: tensors, storages, which are collected, and dictionaries. */
const handlersFor = (storages: Map<string, Storage>): PickleHandlers => ({
  call(name, given) {
    switch (name) {
      case 'collections.OrderedDict':
        return new Map()
      case 'torch._utils._rebuild_parameter':
        return given[0]!
      case 'torch.Size':
        return given[0]!
      case 'torch._utils._rebuild_tensor_v2': {
        const [storage, offset, shape, strides] = given
        if (!(storage instanceof Storage && isCount(offset) && areCounts(shape) && areCounts(strides))) break
        if (shape.length !== strides.length) break
        return new TensorView(storage, offset, shape, strides)
      }
    }
    throw new Error(
      `it holds a ${name}, and only tensors and dictionaries of them are read. In Python: torch.save(model.state_dict(), path)`,
    )
  },
  persistent(id) {
    const [kind, type, key, , count] = Array.isArray(id) ? id : []
    const dtype = type instanceof Named ? storageTypes[type.name] : undefined
    if (kind !== 'storage' || !dtype || typeof key !== 'string' || !isCount(count)) {
      throw new Error(`it holds numbers of the type ${type instanceof Named ? type.name : type}, which are not read`)
    }
    const storage = new Storage(dtype, key, count)
    storages.set(key, storage)
    return storage
  },
})

function fromZip(bytes: Uint8Array): NamedArray[] {
  const files = readZip(bytes)
  const pickle = [...files.keys()].find((name) => name.endsWith('/data.pkl'))
  if (pickle === undefined) throw new Error('it has no data.pkl')
  const folder = pickle.slice(0, -'data.pkl'.length)
  const order = files.get(`${folder}byteorder`)
  if (order && new TextDecoder().decode(order) !== 'little') throw new Error('its numbers are big-endian')
  const { value } = readPickle(files.get(pickle)!, handlersFor(new Map()))
  return arraysOf(value, bytes.length, (storage) => files.get(`${folder}data/${storage.key}`))
}

/** Files of PyTorch before 1.6: a pickle of a magic number, two others, the object, the storages' keys; then numbers. */
function fromPickles(bytes: Uint8Array): NamedArray[] {
  let at = 0
  const known = new Map<string, Storage>()
  const handlers = handlersFor(known)
  const next = (): Pickled => {
    const { value, end } = readPickle(bytes, handlers, at)
    at = end
    return value
  }
  if (next() !== Number(0x1950a86a20f9469cfc6cn)) throw new Error('it is no file of PyTorch')
  next()
  next()
  const value = next()
  const keys = next()
  if (!Array.isArray(keys)) throw new Error('its list of storages is missing')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const contents = new Map<string, Uint8Array>()
  for (const key of keys as string[]) {
    const storage = known.get(key)
    if (!storage || at + 8 > bytes.length) throw new Error(`its storage ${key} is missing`)
    const size = Number(view.getBigInt64(at, true)) * bytesOfType(storage.dtype)!
    if (!(size >= 0 && at + 8 + size <= bytes.length)) throw new Error(`its storage ${key} is cut short`)
    contents.set(key, bytes.subarray(at + 8, at + 8 + size))
    at += 8 + size
  }
  return arraysOf(value, bytes.length, ({ key }) => contents.get(key))
}

/** Names of the entry of a checkpoint that has the model's tensors. */
const inCheckpoints = ['state_dict', 'model_state_dict', 'model']

function arraysOf(value: Pickled, size: number, bytesOf: (storage: Storage) => Uint8Array | undefined): NamedArray[] {
  if (!(value instanceof Map)) throw new Error('it holds no dictionary of tensors')
  const inner = inCheckpoints.map((name) => value.get(name)).find((one) => one instanceof Map)
  const decoded = new Map<string, Float32Array>()
  const numbersOf = (storage: Storage): Float32Array => {
    const known = decoded.get(storage.key)
    if (known) return known
    const bytes = bytesOf(storage)
    const size = storage.count * bytesOfType(storage.dtype)!
    if (!bytes || bytes.length < size) throw new Error(`its storage ${storage.key} is cut short`)
    const numbers = decodeNumbers(storage.dtype, bytes.subarray(0, size))
    decoded.set(storage.key, numbers)
    return numbers
  }
  // Tensors may share numbers, but not all of them all.
  let left = size
  return [...(inner ?? value)].map(([name, tensor]) => {
    if (typeof name !== 'string' || !(tensor instanceof TensorView)) {
      throw new Error(`its entry ${String(name)} is no tensor. In Python: torch.save(model.state_dict(), path)`)
    }
    left -= tensor.shape.reduce((product, length) => product * length, 1)
    if (!(left >= 0)) throw new Error('its tensors are larger than its numbers')
    return { name, shape: tensor.shape, values: contiguous(tensor, numbersOf(tensor.storage), name) }
  })
}

/** The numbers of a tensor, one after the other. */
function contiguous({ offset, shape, strides }: TensorView, numbers: Float32Array, name: string): Float32Array {
  const count = shape.reduce((product, size) => product * size, 1)
  const last = shape.reduce((at, size, axis) => at + (size - 1) * strides[axis]!, offset)
  if (count === 0) return new Float32Array(0)
  if (!(count <= numbers.length && last < numbers.length))
    throw new Error(`its tensor ${name} is larger than its numbers`)
  const result = new Float32Array(count)
  const place = shape.map(() => 0)
  let from = offset
  for (let index = 0; index < count; index++) {
    result[index] = numbers[from]!
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!
      place[axis]!++
      if (place[axis]! < shape[axis]!) break
      from -= strides[axis]! * shape[axis]!
      place[axis] = 0
    }
  }
  return result
}
