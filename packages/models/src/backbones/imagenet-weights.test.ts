import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toKeras } from '../keras/write/to-keras.ts'
import { resolveBackboneOptions } from './backbone-options.ts'
import { fetchWeights } from './fetch-weights.ts'
import { imageNetWeights } from './imagenet-weights.ts'
import { mobileNet } from './networks/mobile-net.ts'

const options = (includeTop: boolean, size = 224) =>
  resolveBackboneOptions('test', { weights: 'imagenet', includeTop, inputShape: [size, size, 3] })

it.each([
  ['densenet121', true, 1, 224, 'densenet/densenet121_weights_tf_dim_ordering_tf_kernels.h5'],
  ['densenet201', false, 1, 160, 'densenet/densenet201_weights_tf_dim_ordering_tf_kernels_notop.h5'],
  ['resnet50', false, 1, 224, 'resnet/resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5'],
  ['mobilenet', true, 1, 224, 'mobilenet/mobilenet_1_0_224_tf.h5'],
  ['mobilenet', false, 0.5, 160, 'mobilenet/mobilenet_5_0_160_tf_no_top.h5'],
  ['mobilenet', false, 0.25, 100, 'mobilenet/mobilenet_2_5_224_tf_no_top.h5'],
  ['mobilenet_v2', true, 1, 96, 'mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_96.h5'],
  ['mobilenet_v2', false, 0.35, 224, 'mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top.h5'],
] as const)('imageNetWeights finds the file for %s, top %s, alpha %d, %d pixels', (network, top, alpha, size, path) => {
  expect(imageNetWeights(network, options(top, size), alpha).url).toBe(
    `https://storage.googleapis.com/tensorflow/keras-applications/${path}`,
  )
})

describe('weights from the network', () => {
  let home = ''
  let served: () => Response
  let fetched: string[]
  const published = {
    url: 'https://example.org/keras/weights.h5',
    md5: createHash('md5').update('weights').digest('hex'),
  }

  beforeEach(() => {
    home = temporaryDirectory()
    fetched = []
    vi.stubEnv('DLW_DATA_HOME', home)
    vi.stubGlobal('fetch', async (url: string) => {
      fetched.push(url)
      return served()
    })
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.unstubAllGlobals()
  })

  it('are downloaded once, and again when the kept file is not whole', async () => {
    served = () => new Response('weights')
    const get = async () => new TextDecoder().decode(await fetchWeights('test', published))
    expect([await get(), await get(), fetched.length]).toEqual(['weights', 'weights', 1])
    writeFileSync(join(home, 'weights', 'weights.h5'), 'wei')
    expect([await get(), fetched.length]).toEqual(['weights', 2])
    expect(readdirSync(join(home, 'weights'))).toEqual(['weights.h5'])
  })

  it.each([
    ['a wrong sum', () => new Response('weighty')],
    ['a missing file', () => new Response('', { status: 404, statusText: 'Not Found' })],
    ['half a file', () => new Response('wei', { headers: { 'content-length': '7' } })],
    [
      'no network',
      () => {
        throw new TypeError('fetch failed')
      },
    ],
  ])('are refused after %s, and nothing is kept', async (_, answer) => {
    served = answer
    const error = await fetchWeights('denseNet121', published, { stallTimeout: 600 }).catch((reason: Error) => reason)
    expect((error as Error).message.replaceAll(home, 'HOME').replaceAll('\\', '/')).toMatchSnapshot()
    const kept = readdirSync(home).flatMap((folder) => readdirSync(join(home, folder)))
    // A part is gone on with by the next try; nothing carries the file's name.
    expect(kept.filter((name) => !name.endsWith('.part'))).toEqual([])
  })

  it('make a backbone, by the address that Keras publishes', async () => {
    const settings = { inputShape: [128, 128, 3] as const, alpha: 0.25, includeTop: false }
    const random = await mobileNet({ ...settings, weights: null, seed: 4 })
    const file = await toKeras(random, { format: 'h5' })
    served = () => new Response(file)
    const model = await mobileNet({ ...settings, weights: 'imagenet' })
    expect(model.getWeights()[0]!.dataSync()).toEqual(random.getWeights()[0]!.dataSync())
    expect(fetched).toEqual([
      'https://storage.googleapis.com/tensorflow/keras-applications/mobilenet/mobilenet_2_5_128_tf_no_top.h5',
    ])
    expect(readFileSync(join(home, 'weights', 'mobilenet_2_5_128_tf_no_top.h5')).length).toBeGreaterThan(800_000)
  })
})
