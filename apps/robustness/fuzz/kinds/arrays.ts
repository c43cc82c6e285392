import { type NdArray, parseNpy, parseNpz, type Random } from '@dlw/data'
import { formatSafetensors, type NamedArray, parseSafetensors } from '@dlw/models/weights'
import { unzipSync, zipSync } from 'fflate'
import { damageBytes, damageText, joined } from '../damage.ts'
import { damageJson } from '../damage-json.ts'
import type { Kind } from '../kind.ts'

function npy(descr: string, shape: string, values: Uint8Array, order = 'False'): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`.padEnd(117)
  return joined(
    Uint8Array.of(0x93),
    new TextEncoder().encode('NUMPY'),
    Uint8Array.of(1, 0, 118, 0),
    new TextEncoder().encode(`${text}\n`),
    values,
  )
}
const bytesOf = (values: ArrayBufferView): Uint8Array => new Uint8Array(values.buffer as ArrayBuffer)
const arrays = [
  npy('<f4', '(2, 3)', bytesOf(Float32Array.of(1, 2, 3, 4, 5, 6))),
  npy('<i8', '(3,)', bytesOf(BigInt64Array.of(1n, 2n, 3n))),
  npy('<f8', '(2, 2)', bytesOf(Float64Array.of(1, 2, 3, 4)), 'True'),
  npy('|u1', '()', Uint8Array.of(7)),
]

const count = (shape: readonly number[]): number => shape.reduce((product, axis) => product * axis, 1)
const wrongArray = ({ shape, data }: NdArray): string | undefined =>
  data.length === count(shape) ? undefined : `${data.length} values of the shape ${shape}`

export const npyFiles = (): Kind => ({
  files: arrays,
  damage: [
    (file, random) => joined(file.subarray(0, 10), damageText(file.subarray(10, 128), random), file.subarray(128)),
  ],
  read: parseNpy,
  wrong: (result) => wrongArray(result as NdArray),
})

export const npzFiles = (): Kind => {
  const [a, b] = arrays as [Uint8Array, Uint8Array]
  return {
    files: [zipSync({ 'a.npy': a, 'b.npy': b }), zipSync({ 'a.npy': a, 'b.npy': b }, { level: 0 })],
    damage: [(file, random) => zipSync({ ...unzipSync(file), 'a.npy': damageBytes(a, random) })],
    read: parseNpz,
    isChecked: true,
    wrong(result, original) {
      const found = Object.values(result as Record<string, NdArray>)
      if (original && JSON.stringify(result) !== JSON.stringify(original)) return 'other arrays than were saved'
      return found.map(wrongArray).find((problem) => problem !== undefined)
    },
  }
}

export const safetensorsFiles = (): Kind => ({
  files: [
    formatSafetensors({
      arrays: [
        { name: '0/dense/kernel', shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) },
        { name: '1/dense/bias', shape: [3], values: Float32Array.of(1, 2, 3) },
      ],
      metadata: { model: 'functional' },
    }),
  ],
  damage: [
    ...[damageText, damageJson].map((damage) => (file: Uint8Array, random: Random) => {
      const length = new DataView(file.buffer, file.byteOffset).getUint32(0, true)
      const header = damage(file.subarray(8, 8 + length), random)
      const start = new Uint8Array(8)
      new DataView(start.buffer).setUint32(0, header.length, true)
      return joined(start, header, file.subarray(8 + length))
    }),
  ],
  read: parseSafetensors,
  wrong(result) {
    const bad = (result as { arrays: NamedArray[] }).arrays.find(({ shape, values }) => values.length !== count(shape))
    return bad && `${bad.values.length} values of the shape ${bad.shape}`
  },
})
