import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedData, temporaryDirectory } from '@dlw/testing'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import fixtures from '../../test/npy-fixtures.json' with { type: 'json' }
import { loadNpy, loadNpz, parseNpy, parseNpz } from '../index.ts'

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

/** A file with this header and these values. */
function npy(header: string, values: number[] = [], version = 1): Uint8Array {
  const text = new TextEncoder().encode(`${header}\n`)
  const length = version === 1 ? [text.length & 255, text.length >> 8] : [text.length & 255, text.length >> 8, 0, 0]
  return Uint8Array.from([0x93, ...Buffer.from('NUMPY'), version, 0, ...length, ...text, ...values])
}

describe('parseNpy', () => {
  it.each(fixtures.arrays)("reads NumPy's $name", ({ file, shape, values }) => {
    const array = parseNpy(bytes(file))
    expect(array.shape).toEqual(shape)
    expect([...array.data].map((value) => (Number.isNaN(value) ? null : value))).toEqual(values)
  })

  it.each([
    ['u1', Uint8Array],
    ['booleans', Uint8Array],
    ['<i4', Int32Array],
    ['<i8', Int32Array],
    ['large integers', Float64Array],
    ['>f4', Float32Array],
    ['half', Float32Array],
    ['<f8', Float64Array],
  ])('keeps %s as %o', (name, type) => {
    expect(parseNpy(bytes(fixtures.arrays.find((array) => array.name === name)!.file)).data).toBeInstanceOf(type)
  })

  it.each([2, 3])('reads version %d', (version) => {
    const file = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", [8, 9], version)
    expect(parseNpy(file)).toEqual({ shape: [2], data: Uint8Array.of(8, 9) })
  })

  it('does not share memory with what it was given', () => {
    const file = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", [8, 9])
    const { data } = parseNpy(file)
    file.fill(0)
    expect([...data]).toEqual([8, 9])
  })

  it.each(fixtures.refused)("refuses NumPy's $name", ({ file }) => {
    expect(() => parseNpy(bytes(file))).toThrow(/^parseNpy: expected integers/)
  })

  const whole = "{'descr': '<i4', 'fortran_order': False, 'shape': (3,), }"
  it.each([
    ['nothing', new Uint8Array(), 'parseNpy: expected a .npy file of version 1 to 3, received 0 bytes'],
    ['a picture', Uint8Array.from([...Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1')]), 'expected a .npy file'],
    ['version 9', npy(whole, Array(12).fill(0), 9), 'expected a .npy file of version 1 to 3'],
    [
      'values cut short',
      npy(whole, Array(11).fill(0)),
      'parseNpy: expected 12 bytes of values for shape=(3), received 11. The file is cut short: fetch it again.',
    ],
    [
      'a header cut short',
      npy(whole).subarray(0, 30),
      'expected a header of 58 bytes, received 20. The file is cut short',
    ],
    [
      'a header that is no dictionary',
      npy('import os'),
      'expected a header with descr, fortran_order and shape, received "import os',
    ],
    [
      'a header that calls',
      npy("{'descr': '<i4', 'fortran_order': False, 'shape': (exit(),), }"),
      'expected a header with descr',
    ],
    [
      'a negative length',
      npy("{'descr': '<i4', 'fortran_order': False, 'shape': (-1,), }"),
      'expected a header with descr',
    ],
    [
      'a shape that overflows',
      npy("{'descr': '<i4', 'fortran_order': False, 'shape': (9999999999, 9999999999), }"),
      'bytes of values for shape=(9999999999, 9999999999)',
    ],
    [
      'a shape that is nearly nothing',
      npy("{'descr': '<i4', 'fortran_order': False, 'shape': (9007199254740993, 0, 3), }", []),
      undefined,
    ],
  ])('refuses %s', (_, file, message) => {
    if (message === undefined) expect(parseNpy(file).data).toHaveLength(0)
    else expect(() => parseNpy(file)).toThrow(message)
  })

  it('never fails but by its own errors', () => {
    const file = bytes(fixtures.arrays[0]!.file)
    const damage = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(damage, fc.nat(file.length), (places, length) => {
        const damaged = file.slice(0, length)
        for (const [place, value] of places) if (place < length) damaged[place] = value
        try {
          const { shape, data } = parseNpy(damaged)
          expect(data.length).toBe(shape.reduce((product, axis) => product * axis, 1))
        } catch (error) {
          expect((error as Error).message).toMatch(/^parseNpy: expected /)
        }
      }),
    )
  })

  const digits = sharedData('datasets/sign-language-digits-64')
  it.skipIf(!digits)('reads images and labels (needs shared/datasets/sign-language-digits-64)', async () => {
    const images = await loadNpy(join(digits!, 'test_images.npy'))
    const labels = await loadNpy(join(digits!, 'test_labels.npy'))
    expect(images.shape).toEqual([293, 64, 64, 3])
    expect(images.data).toBeInstanceOf(Uint8Array)
    expect(new Set(labels.data)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
  })
})

describe('parseNpz', () => {
  it.each(fixtures.archives)("reads NumPy's archive, $name", async ({ file }) => {
    const arrays = parseNpz(bytes(file))
    expect(Object.keys(arrays)).toEqual(['images', 'labels'])
    expect(arrays.images!.shape).toEqual([2, 3, 4])
    expect(arrays.labels).toEqual({ shape: [2], data: Int32Array.of(1, 2) })
    const path = join(temporaryDirectory(), 'a.npz')
    writeFileSync(path, bytes(file))
    expect(await loadNpz(path)).toEqual(arrays)
  })

  it('refuses what is no archive', () => {
    expect(() => parseNpz(Uint8Array.of(1, 2, 3))).toThrow(
      'parseNpz: expected a whole .npz archive, received 3 bytes: it is not a whole zip archive.',
    )
    const archive = bytes(fixtures.archives[1]!.file)
    expect(() => parseNpz(archive.subarray(0, 200))).toThrow(/^parseNpz: expected a whole .npz archive/)
    expect(() => parseNpz(zipSync({ 'word/document.xml': Uint8Array.of(1) }))).toThrow(
      'parseNpz: expected arrays, received a zip archive of word/document.xml without any.',
    )
    expect(parseNpz(zipSync({}))).toEqual({})
  })

  it.each(fixtures.archives)('never reads a wrong number from damage, $name', ({ file }) => {
    const whole = bytes(file)
    const expected = parseNpz(whole)
    for (let at = 0; at < whole.length; at++) {
      const damaged = whole.slice()
      damaged[at]! ^= 1 << (at % 8)
      let arrays: typeof expected | undefined
      try {
        arrays = parseNpz(damaged)
      } catch (error) {
        expect((error as Error).message).toMatch(/^parseNp[yz]: expected /)
      }
      // Times and other fields that say nothing of the arrays may be damaged; names are not part of the checksum.
      if (arrays) expect(Object.values(arrays)).toEqual(Object.values(expected))
    }
  })
})

it('readFileSync content needs no copy', () => {
  const path = join(temporaryDirectory(), 'a.npy')
  writeFileSync(path, bytes(fixtures.arrays[0]!.file))
  expect(parseNpy(readFileSync(path))).toEqual(parseNpy(bytes(fixtures.arrays[0]!.file)))
})
