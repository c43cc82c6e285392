/** A named array of numbers. */
export interface NamedArray {
  name: string
  shape: readonly number[]
  values: Float32Array
}

/** The content of a file in the safetensors format: arrays, and text about them. */
export interface Safetensors {
  arrays: NamedArray[]
  metadata: Record<string, string>
}

/**
 * Arrays as bytes in the safetensors format, which Python reads with `safetensors.numpy.load_file`.
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

interface Entry {
  dtype: string
  shape: number[]
  data_offsets: [number, number]
}

/**
 * The arrays in bytes of the safetensors format.
 *
 * @throws RangeError when the bytes end early, or an array is not of float32.
 */
export function parseSafetensors(bytes: Uint8Array): Safetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = bytes.length < 8 ? Number.NaN : Number(view.getBigUint64(0, true))
  if (!(8 + length <= bytes.length)) {
    throw new RangeError(
      `parseSafetensors: expected a whole safetensors file, received ${bytes.length} bytes. It was cut off, or is of another kind.`,
    )
  }
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<string, Entry>
  const metadata = (header.__metadata__ ?? {}) as unknown as Record<string, string>
  const arrays = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) => {
        if (dtype !== 'F32' || 8 + length + to > bytes.length) {
          throw new RangeError(
            `parseSafetensors: expected float32 values of ${name} within the file, received dtype=${dtype} at ${from} to ${to} of ${bytes.length - 8 - length} bytes.`,
          )
        }
        const values = new Float32Array((to - from) / 4)
        new Uint8Array(values.buffer).set(bytes.subarray(8 + length + from, 8 + length + to))
        return { name, shape, values }
      },
    )
  return { arrays, metadata }
}
