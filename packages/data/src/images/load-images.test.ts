import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedData, temporaryDirectory } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { formatNpy } from '../../test/format-npy.ts'
import { dollarStreetClasses, dollarStreetFiles } from '../datasets/dollar-street-files.ts'
import { loadDollarStreet, loadImageArrays } from '../index.ts'

const pixels = (shape: number[], value = (place: number) => place % 256) => ({
  shape,
  data: Int32Array.from({ length: shape.reduce((product, axis) => product * axis, 1) }, (_, place) => value(place)),
})

/** A folder as Dollar Street 10 has it, small. */
function imageFolder(changes: Record<string, Uint8Array | string> = {}): string {
  const directory = temporaryDirectory()
  const files = {
    'train_images.npy': formatNpy(pixels([3, 2, 2, 3])),
    'train_labels.npy': formatNpy(
      pixels([3], (place) => place % 2),
      '<i8',
    ),
    'test_images.npy': formatNpy(pixels([2, 2, 2, 3])),
    'test_labels.npy': formatNpy(pixels([2]), '<i8'),
    'class_names.json': '["cat", "dog"]',
    ...changes,
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content)
  return directory
}

describe('loadImageArrays', () => {
  it('reads four arrays and the classes', async () => {
    const { train, test, classes } = await loadImageArrays(imageFolder())
    expect(classes).toEqual(['cat', 'dog'])
    expect(train.images.shape).toEqual([3, 2, 2, 3])
    expect(train.images.data).toEqual(Uint8Array.from({ length: 36 }, (_, place) => place))
    expect(train.labels).toEqual(Int32Array.of(0, 1, 0))
    expect(test.labels).toEqual(Int32Array.of(0, 1))
  })

  it.each<[string, Record<string, Uint8Array | string>, string]>([
    [
      'labels beyond the classes',
      { 'class_names.json': '["cat"]' },
      'loadImageArrays: expected labels from 0 to 0, received 1 for image 1.',
    ],
    [
      'a list of classes that is none',
      { 'class_names.json': '{"cat": 0}' },
      'expected class_names.json to hold a list of texts, received {"cat":0}',
    ],
    [
      'fewer labels than images',
      { 'train_labels.npy': formatNpy(pixels([2])) },
      'expected images [count, height, width, channels] and as many labels, received shapes [3,2,2,3] and [2].',
    ],
    [
      'images without channels',
      { 'train_images.npy': formatNpy(pixels([3, 2, 2])) },
      'received shapes [3,2,2] and [3]',
    ],
    [
      'brightness beyond 255',
      { 'train_images.npy': formatNpy(pixels([3, 1, 1, 3], (place) => 250 + place)) },
      'loadImageArrays: expected brightness from 0 to 255, received 256.',
    ],
    ['a damaged array', { 'test_images.npy': 'no' }, 'parseNpy: expected a .npy file'],
  ])('refuses %s', async (_, changes, message) => {
    await expect(loadImageArrays(imageFolder(changes))).rejects.toThrow(message)
  })

  it('names the file that is missing', async () => {
    const directory = temporaryDirectory()
    await expect(loadImageArrays(directory)).rejects.toThrow(
      `expected class_names.json in directory=${directory}, received none.`,
    )
  })

  const digits = sharedData('datasets/sign-language-digits-64')
  it.skipIf(!digits)('reads the sign language digits (needs shared/datasets/sign-language-digits-64)', async () => {
    const { train, test, classes } = await loadImageArrays(digits!)
    expect([train.images.shape, test.images.shape, classes.length]).toEqual([[878, 64, 64, 3], [293, 64, 64, 3], 10])
  })

  const sample = sharedData('datasets/dollar-street-10-sample')
  it.skipIf(!sample)('reads a sample of Dollar Street (needs shared/datasets/dollar-street-10-sample)', async () => {
    const directory = temporaryDirectory()
    for (const part of ['train', 'test']) {
      for (const kind of ['images', 'labels']) {
        copyFileSync(join(sample!, `sample_${kind}.npy`), join(directory, `${part}_${kind}.npy`))
      }
    }
    copyFileSync(join(sample!, 'class_names.json'), join(directory, 'class_names.json'))
    const { train, classes } = await loadImageArrays(directory)
    expect(train.images.shape).toEqual([49, 64, 64, 3])
    expect(train.images.data).toBeInstanceOf(Uint8Array)
    expect(classes).toEqual(dollarStreetClasses)
  })
})

describe('loadDollarStreet', () => {
  it('fetches the files of the card', () => {
    const card = JSON.parse(
      readFileSync(new URL('../../../../datasets/dollar-street-10/card.json', import.meta.url), 'utf8'),
    )
    const files = [0, 1].flatMap((kind) => [dollarStreetFiles.train[kind]!, dollarStreetFiles.test[kind]!])
    expect(files.map(({ name, bytes, urls }) => ({ name, bytes, urls }))).toEqual(
      card.files.map(({ name, bytes, urls }: { name: string; bytes: number; urls: string[] }) => ({
        name,
        bytes,
        urls,
      })),
    )
    expect(card.classes).toEqual(dollarStreetClasses)
  })

  it('reads files of the published sizes', async () => {
    const directory = temporaryDirectory()
    for (const [part, count] of [
      ['train', 878],
      ['test', 293],
    ] as const) {
      writeFileSync(join(directory, `${part}_images.npy`), formatNpy(pixels([count, 64, 64, 3])))
      writeFileSync(
        join(directory, `${part}_labels.npy`),
        formatNpy(
          pixels([count], (place) => place % 10),
          '<i8',
        ),
      )
    }
    const { train, test, classes } = await loadDollarStreet({ directory })
    expect([train.images.shape, test.images.shape]).toEqual([
      [878, 64, 64, 3],
      [293, 64, 64, 3],
    ])
    expect(classes[train.labels[7]!]).toBe('tile roof')
  })

  it('says what to download where a file is missing', async () => {
    await expect(loadDollarStreet({ directory: 'nowhere' })).rejects.toThrow(
      'loadDollarStreet: expected train_images.npy in directory=nowhere, received none. Download https://zenodo.org/records/10970014/files/train_images.npy?download=1 and put it there',
    )
  })
})
