import { expect, it } from 'vitest'
import { withHdf5 } from './hdf5.ts'
import { writeHdf5 } from './write-hdf5.ts'

/** Numbers that tell their place. */
const places = (count: number) => Float32Array.from({ length: count }, (_, index) => index % 8191)

it.each([[[]], [[7]], [[4200, 1001]], [[3, 5, 281_003]], [[2 ** 22 + 1]]])(
  'a dataset of the shape %j, which may be longer than one part, is read whole',
  async (shape) => {
    const values = places(shape.reduce((size, axis) => size * axis, 1))
    const file = await writeHdf5((writer) => writer.dataset('layers/dense/vars/0', values, shape))
    const found = await withHdf5(file, (reader) => {
      const dataset = reader.dataset('layers/dense/vars/0')!
      return { shape: dataset.shape, values: dataset.read() }
    })
    expect(found.shape).toEqual(shape)
    expect(found.values.length).toBe(values.length)
    expect(Buffer.compare(Buffer.from(found.values.buffer), Buffer.from(values.buffer))).toBe(0)
  },
)
