import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { haveSoundGlobalHeaps } from './check-global-heaps.ts'
import { type Hdf5Reader, withHdf5 } from './hdf5.ts'
import { hdf5Library } from './hdf5-library.ts'

const mlp = new Uint8Array(
  readFileSync(fileURLToPath(new URL('../../../../testing/golden/keras-models/mlp.h5', import.meta.url))),
)
const bias = (file: Hdf5Reader) => file.dataset('model_weights/dense/dense/bias')!.read()
/** The file with the size of an object in a global heap changed: the library would follow it for ever. */
const resized = (size: number): Uint8Array => {
  const bytes = mlp.slice()
  const object = Buffer.from(mlp).indexOf('dense/bias', Buffer.from(mlp).indexOf('GCOL')) - 16
  new DataView(bytes.buffer).setBigUint64(object + 8, BigInt(size), true)
  return bytes
}

it('finds global heaps whose objects do not fill them', async () => {
  expect(haveSoundGlobalHeaps(mlp)).toBe(true)
  for (const size of [1, 2 ** 31, 2 ** 52]) expect(haveSoundGlobalHeaps(resized(size))).toBe(false)
  await expect(withHdf5(resized(1), bias)).rejects.toThrow('it is not a whole HDF5 file')
  const text = new Uint8Array(Buffer.from(`numbers that spell GCOL ${'.'.repeat(40)}`))
  expect(haveSoundGlobalHeaps(text)).toBe(true)
})

it('reads whole files as before after hundreds of failures', async () => {
  const expected = await withHdf5(mlp, bias)
  const { session, hdf5, module } = await hdf5Library()
  for (let failure = 0; failure < 300; failure++) {
    // A call that fails deep in the library, and is left by an exception through all its frames.
    expect(() =>
      session(() => {
        module.FS.writeFile('broken.h5', mlp.subarray(0, 9000 + failure))
        return new hdf5.File('broken.h5', 'r').keys()
      }),
    ).toThrow()
  }
  expect(await withHdf5(mlp, bias)).toEqual(expected)
  expect((module.FS as unknown as { streams: unknown[] }).streams.filter(Boolean).length).toBe(3)
})
