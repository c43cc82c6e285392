import { expect, it } from 'vitest'
import {
  augmentImages,
  loadDollarStreet,
  loadImageFolder,
  loadPenguins,
  loadWeather,
  minMaxScaler,
  mixUp,
  nextDay,
  slidingWindows,
  streamImageFolder,
  syntheticImages,
  Table,
} from '../src/index.ts'

const table = Table.fromColumns({ a: [1, 2, 3] })
const images = { shape: [1, 1, 1, 1], data: Float32Array.of(0) }

it.each<[string, (options: never) => unknown, object, string]>([
  ['augmentImages', (options) => augmentImages(images, options), { seed: 0, rotation: 5 }, 'rotation=5'],
  ['loadDollarStreet', loadDollarStreet, { directry: '.' }, 'Did you mean directory?'],
  ['loadWeather', loadWeather, { dir: '.' }, 'received dir="."'],
  ['loadImageFolder', (options) => loadImageFolder('.', options), { sizes: [1, 1] }, 'Did you mean size?'],
  ['streamImageFolder', (options) => streamImageFolder('.', options), { batch_size: 8 }, 'Did you mean batchSize?'],
  ['syntheticImages', syntheticImages, { seed: 0, count: 3 }, 'received count=3'],
  ['minMaxScaler', minMaxScaler, { feature_range: [0, 1] }, 'received feature_range=an array of 2'],
  ['mixUp', (options) => mixUp({ images, y: [[1]] }, options), { seed: 0, alfa: 1 }, 'Did you mean alpha?'],
  ['nextDay', (options) => nextDay(table, options), { target: 'a', thru: 1 }, 'received thru=1'],
  ['slidingWindows', (options) => slidingWindows(table, options), { target: 'a', len: 2 }, 'Did you mean length?'],
  ['Table.toString', (options) => loadPenguins().toString(options), { maxRow: 5 }, 'Did you mean maxRows?'],
])('%s refuses an option it does not know', async (name, call, options, message) => {
  const error = await Promise.resolve()
    .then(() => call(options as never))
    .catch((cause: Error) => cause)
  expect(error).toBeInstanceOf(RangeError)
  expect((error as Error).message).toContain(`${name}: expected options among`)
  expect((error as Error).message).toContain(message)
})
