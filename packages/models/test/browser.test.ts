import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory } from '@dlw/testing'
import { browserPath } from '@dlw/testing/browser-path'
import type * as core from '@tensorflow/tfjs-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { denseNetwork } from '../src/builders/dense-network.ts'
import type * as models from '../src/index.ts'
import { saveModel } from '../src/saving/save-model.ts'

declare global {
  var dlw: typeof models
  var tf: typeof core
}

const app = `
  import '@tensorflow/tfjs-backend-cpu'
  import * as tf from '@tensorflow/tfjs-core'
  import * as dlw from '${fileURLToPath(new URL('../src/index.ts', import.meta.url))}'
  Object.assign(globalThis, { tf, dlw })
`

/** What a browser's bundler makes of an app that imports this package; its parts by file name. */
async function bundle(): Promise<Map<string, string>> {
  const build = await rolldown({
    input: 'virtual:app',
    platform: 'browser',
    external: [/^node:/, /\?url$/],
    resolve: { conditionNames: ['@dlw/source', 'browser', 'import', 'module', 'default'] },
    logLevel: 'silent',
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === 'virtual:app' ? fileURLToPath(new URL('./virtual-app.ts', import.meta.url)) : null),
        load: (id) => (id.endsWith('virtual-app.ts') ? app : null),
      },
    ],
  })
  const { output } = await build.generate({ format: 'esm', entryFileNames: 'app.js' })
  await build.close()
  return new Map(output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code] as const] : [])))
}

describe.skipIf(browserPath === undefined)(
  'in Chromium (needs chromium: apt-get install chromium, or CHROMIUM_PATH)',
  () => {
    let server: Server
    let browser: Browser
    let page: Page
    const files = new Map<string, Buffer | string>()

    beforeAll(async () => {
      for (const [name, code] of await bundle()) files.set(name, code)
      files.set('', '<!doctype html><script type="module" src="app.js"></script>')
      files.set(
        'joined.keras',
        readFileSync(new URL('../../testing/golden/keras-models/joined.keras', import.meta.url)),
      )
      server = createServer((request, response) => {
        const name = request.url!.slice(1)
        response.statusCode = files.has(name) ? 200 : 404
        response.setHeader(
          'content-type',
          name.endsWith('.js') ? 'text/javascript' : name === '' ? 'text/html' : 'application/octet-stream',
        )
        response.end(files.get(name))
      })
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
      browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] })
      page = await browser.newPage()
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      await page.waitForFunction(() => 'dlw' in globalThis)
    }, 120_000)

    afterAll(async () => {
      await browser?.close()
      server?.close()
    })

    it.each(['indexeddb://model', 'localstorage://model'])(
      'saveModel and loadModel keep a model at %s',
      async (location) => {
        const [before, after] = await page.evaluate(async (place) => {
          const model = dlw.denseNetwork({ inputs: 4, hidden: [5], outputs: 3, batchNormalization: true, seed: 8 })
          await dlw.saveModel(model, place)
          const values = (one: typeof model) => one.getWeights().map((weight) => [...weight.dataSync()])
          return [values(model), values(await dlw.loadModel(place))]
        }, location)
        expect(after).toEqual(before)
      },
    )

    it('loadModel fetches what saveModel wrote in Node, and the weights are the same', async () => {
      const folder = temporaryDirectory()
      const model = denseNetwork({ inputs: 4, hidden: [5], outputs: 3, seed: 8 })
      await saveModel(model, folder)
      for (const name of ['model.json', 'weights.bin']) files.set(`saved/${name}`, readFileSync(`${folder}/${name}`))
      const loaded = await page.evaluate(async () => {
        const one = await dlw.loadModel(`${location.href}saved/model.json`)
        return one.getWeights().map((weight) => [...weight.dataSync()])
      })
      expect(loaded).toEqual(model.getWeights().map((weight) => [...weight.dataSync()]))
    })

    it('loadKeras fetches a file of Keras, and toKeras writes one that comes back the same', async () => {
      const [names, first, second] = await page.evaluate(async () => {
        const model = await dlw.loadKeras(`${location.href}joined.keras`)
        const again = await dlw.loadKeras(await dlw.toKeras(model, { format: 'h5' }))
        const x = [tf.ones([1, 3]), tf.fill([1, 3], 0.5)]
        const predict = (one: typeof model) => (one.predict(x) as core.Tensor[]).map((output) => [...output.dataSync()])
        return [model.layers.map(({ name }) => name), predict(model), predict(again)] as const
      })
      expect(names).toContain('second')
      expect(first.flat().every(Number.isFinite)).toBe(true)
      expect(second).toEqual(first)
    })

    it('errors teach here, too', async () => {
      const messages = await page.evaluate(async () => {
        const message = (promise: Promise<unknown>) =>
          promise.then(
            () => 'no error',
            (error: Error) => error.message,
          )
        const model = dlw.denseNetwork({ inputs: 4, hidden: [], outputs: 1 })
        return [
          await message(dlw.loadKeras(`${location.href}none.keras`)),
          await message(dlw.loadModel('indexeddb://none')),
          await message(dlw.loadModel(`${location.href}none/model.json`)),
          await message(dlw.saveModel(model, 'ftp://example.org/model')),
          await message(dlw.saveModel(model, 'folder')),
          await message(dlw.loadModel('folder')),
        ]
      })
      expect(messages.map((message) => message.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST'))).toMatchSnapshot()
    })
  },
)
