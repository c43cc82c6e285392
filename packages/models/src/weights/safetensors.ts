import { bytesOfType, decodeNumbers } from './decode-numbers.ts'

/** A named array of numbers. */
export interface NamedArray {
  name: string
  shape: readonly number[]
  values: Float32Array
}

/** Content of a safetensors file: arrays and text metadata. */
export interface Safetensors {
  arrays: NamedArray[]
  metadata: Record<string, string>
}

/**
 * Encodes arrays in the safetensors format, which Python reads with `safetensors.numpy.load_file`.
 *
 * @see https://huggingface.co/docs/safetensors, "Format"
 */
export function formatSafetensors({ arrays, metadata }: Safetensors): Uint8Array {
  let offset = 0
  const header: Record<string, unknown> = { __metadata__: metadata }
  for (const { name, shape, values } of arrays) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + values.byteLength] }
    offset += values.byteLength
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const padded = Math.ceil(text.length / 8) * 8
  const bytes = new Uint8Array(8 + padded + offset).fill(0x20, 8, 8 + padded)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true)
  bytes.set(text, 8)
  let at = 8 + padded
  for (const { values } of arrays) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at)
    at += values.byteLength
  }
  return bytes
}

/**
 * Decodes arrays from bytes in the safetensors format. As in its definition, the arrays fill the file exactly: without
 * overlaps, gaps or bytes that follow.
 *
 * @throws RangeError when the bytes are truncated or damaged, or the type of an array is not known.
 */
export function parseSafetensors(bytes: Uint8Array): Safetensors {
  const { header, start } = readHeader(bytes)
  const arrays: NamedArray[] = []
  let metadata: Record<string, string> = {}
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') metadata = checkedMetadata(entry)
    else arrays.push({ name, ...readArray(bytes.subarray(start), name, entry) })
  }
  checkCover(header, bytes.length - start)
  return { arrays, metadata }
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; start: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = bytes.length < 8 ? Number.NaN : Number(view.getBigUint64(0, true))
  if (!(8 + length <= bytes.length)) {
    throw new RangeError(
      `parseSafetensors: expected a whole safetensors file, received ${bytes.length} bytes. It was cut off, or is of another kind.`,
    )
  }
  try {
    const header = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)),
    ) as unknown
    if (!isRecord(header)) throw new Error('it is no object')
    return { header, start: 8 + length }
  } catch (cause) {
    throw new RangeError(
      `parseSafetensors: expected a header in JSON, received another: ${(cause as Error).message}. The file is damaged, or of another kind.`,
      { cause },
    )
  }
}

/** Reads one array; its place must be within the file, and fit its shape. */
function readArray(content: Uint8Array, name: string, entry: unknown): Omit<NamedArray, 'name'> {
  const { dtype, shape, data_offsets: place } = (isRecord(entry) ? entry : {}) as Record<string, unknown>
  if (!isCounts(shape) || !isCounts(place) || place.length !== 2) {
    throw new RangeError(
      `parseSafetensors: expected a dtype, shape and data_offsets of ${name}, received ${JSON.stringify(entry)?.slice(0, 100)}. The file is damaged.`,
    )
  }
  const [from, to] = place as [number, number]
  const size = (bytesOfType(dtype) ?? Number.NaN) * shape.reduce((product, axis) => product * axis, 1)
  if (!(to - from === size) || to > content.length) {
    throw new RangeError(
      `parseSafetensors: expected numbers of ${name} within the file, received dtype=${dtype} and shape=[${shape}] at ${from} to ${to} of ${content.length} bytes. Save the weights as float32.`,
    )
  }
  return { shape, values: decodeNumbers(dtype as string, content.subarray(from, to)) }
}

/** Checks that the arrays follow one another from the first byte to the last. */
function checkCover(header: Record<string, unknown>, size: number): void {
  const places = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([, entry]) => (entry as { data_offsets: [number, number] }).data_offsets)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
  let at = 0
  for (const [from, to] of places) at = from === at ? to : Number.NaN
  if (at === size) return
  throw new RangeError(
    `parseSafetensors: expected arrays that fill ${size} bytes one after the other, received an overlap, a gap or more bytes. The file is damaged.`,
  )
}

function checkedMetadata(metadata: unknown): Record<string, string> {
  if (isRecord(metadata) && Object.values(metadata).every((value) => typeof value === 'string')) {
    return metadata as Record<string, string>
  }
  throw new RangeError(
    'parseSafetensors: expected texts as metadata, received something else. The file is damaged, or of another kind.',
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0)
