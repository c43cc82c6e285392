import { copyFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sharedData } from '@dlw/testing'
import { formatNpy } from '../packages/data/test/format-npy.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** A picture of one pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

/** Writes the files that examples read: a table, NumPy arrays, a folder of photos. */
export function writeExampleFiles(folder: string): void {
  copyFileSync(join(root, 'datasets/penguins/penguins.csv'), join(folder, 'penguins.csv'))
  const fixtures = JSON.parse(readFileSync(join(root, 'packages/data/test/npy-fixtures.json'), 'utf8'))
  writeFileSync(join(folder, 'data.npz'), Buffer.from(fixtures.archives[0].file, 'base64'))
  for (const photo of ['cat/1.png', 'cat/2.png', 'dog/rex.png']) {
    mkdirSync(join(folder, 'photos', photo, '..'), { recursive: true })
    writeFileSync(join(folder, 'photos', photo), Buffer.from(pixel, 'base64'))
  }
  mkdirSync(join(folder, 'digits'))
  writeFileSync(join(folder, 'digits/class_names.json'), '["zero", "one"]')
  for (const [part, count] of [
    ['train', 4],
    ['test', 2],
  ] as const) {
    const images = { shape: [count, 8, 8, 1], data: Int32Array.from({ length: count * 64 }, (_, at) => at % 256) }
    const labels = { shape: [count], data: Int32Array.from({ length: count }, (_, at) => at % 2) }
    writeFileSync(join(folder, `digits/${part}_images.npy`), formatNpy(images))
    writeFileSync(join(folder, `digits/${part}_labels.npy`), formatNpy(labels))
  }
}

/** The weather data as published, where this machine has them. */
export const weather: string | undefined = sharedData('datasets/weather')

/**
 * Writes a cache of data sets for `DLW_DATA_HOME`, so that loaders find what a reader's would download: the weather
 * where this machine has it, and black pictures of the size of Dollar Street's.
 */
export function writeExampleCache(home: string): void {
  if (weather) symlinkSync(weather, join(home, 'weather'))
  const folder = join(home, 'dollar-street-10')
  mkdirSync(folder)
  for (const [part, count] of [
    ['train', 878],
    ['test', 293],
  ] as const) {
    const images = `{'descr': '<f4', 'fortran_order': False, 'shape': (${count}, 64, 64, 3), }`
    const header = `\x93NUMPY\x01\x00v\x00${images.padEnd(117)}\n`
    const file = join(folder, `${part}_images.npy`)
    writeFileSync(file, header, 'latin1')
    truncateSync(file, header.length + count * 64 * 64 * 3 * 4)
    writeFileSync(
      join(folder, `${part}_labels.npy`),
      formatNpy({ shape: [count], data: Int32Array.from({ length: count }, (_, at) => at % 10) }, '<i8'),
    )
  }
}
