import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { browserPath } from '@dlw/testing/browser-path'
import { type Browser, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dollarStreetFiles } from '../src/datasets/dollar-street-files.ts'
import type * as data from '../src/index.ts'
import { splitIndices } from '../src/index.ts'
import { browserBundle } from './browser-bundle.ts'
import { cutAfter, sendFile } from './file-server.ts'
import { formatNpy } from './format-npy.ts'

declare global {
  var dlw: typeof data
}

/** The files of Dollar Street 10 in their true sizes. */
const files = new Map(
  (['train', 'test'] as const).flatMap((part) => {
    const count = part === 'train' ? 878 : 293
    const [images, labels] = dollarStreetFiles[part]
    return [
      [images.name, formatNpy({ shape: [count, 64, 64, 3], data: new Int32Array(count * 12_288).fill(7) })],
      [labels.name, formatNpy({ shape: [count], data: new Int32Array(count).map((_, row) => row % 10) }, '<i8')],
    ] as const
  }),
)

const title = 'in Chromium (needs chromium: apt-get install chromium, or CHROMIUM_PATH)'
describe.skipIf(browserPath === undefined)(title, () => {
  let server: Server
  let browser: Browser
  let page: Page
  const asked: string[] = []

  beforeAll(async () => {
    const [app] = await browserBundle(`import * as dlw from '@dlw/data'; globalThis.dlw = dlw`)
    server = createServer((request, response) => {
      const name = request.url!.slice(1)
      const file = files.get(name)
      if (file) {
        asked.push(name)
        // The first connection for the training images ends half-way.
        const broken = name === 'train_images.npy' && asked.filter((other) => other === name).length === 1
        const answer = broken ? cutAfter(file, 20_000_000) : sendFile(file)
        answer(request, response, 0)
      } else {
        response.setHeader('content-type', name === 'app.js' ? 'text/javascript' : 'text/html')
        response.end(name === 'app.js' ? app!.code : '<!doctype html><script type="module" src="app.js"></script>')
      }
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] })
    page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.waitForFunction(() => globalThis.dlw !== undefined)
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
  })

  it('splits as in Node', async () => {
    const rows = await page.evaluate(() => {
      const penguins = dlw.loadPenguins().drop('island', 'sex').dropMissing()
      const stratify = penguins.labels('species')
      return { stratify, ...dlw.splitIndices(342, { testSize: 0.2, seed: 0, stratify }) }
    })
    const { stratify, ...split } = rows
    expect(split).toEqual(splitIndices(342, { testSize: 0.2, seed: 0, stratify }))
  })

  it('downloads, goes on after a broken connection, and takes the copy offline', async () => {
    const loaded = await page.evaluate(async () => {
      const options = { directory: location.origin, stallTimeout: 10_000 }
      await Promise.all([dlw.loadDollarStreet(options), dlw.loadDollarStreet(options)])
      const { train, test } = await dlw.loadDollarStreet({ ...options, offline: true })
      return {
        shapes: [train.images.shape, test.images.shape],
        value: train.images.data.at(-1),
        label: test.labels[12],
      }
    })
    expect(loaded).toEqual({
      shapes: [
        [878, 64, 64, 3],
        [293, 64, 64, 3],
      ],
      value: 7,
      label: 2,
    })
    expect(asked.toSorted()).toEqual([
      'test_images.npy',
      'test_labels.npy',
      'train_images.npy',
      'train_images.npy',
      'train_labels.npy',
    ])
  })

  it('reads PNG, JPEG and WebP that the user picks', async () => {
    const picture = sharp({ create: { width: 6, height: 4, channels: 3, background: '#c86432' } })
    const picked = {
      'pets/cat/a.png': await picture.png().toBuffer(),
      'pets/cat/b.jpg': await picture.jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(),
      'pets/dog/c.webp': await picture.webp({ lossless: true }).toBuffer(),
    }
    const contents = Object.entries(picked).map(([path, content]) => [path, [...content]] as const)
    const { classes, labels, pixels } = await page.evaluate(async (given) => {
      const chosen = given.map(([path, content]) => {
        const file = new File([Uint8Array.from(content)], path.split('/').at(-1)!)
        return Object.defineProperty(file, 'webkitRelativePath', { value: path })
      })
      const { images, labels, classes } = await dlw.loadImageFolder(chosen, { size: [1, 1] })
      return { classes, labels: [...labels], pixels: [...images.data] }
    }, contents)
    expect(classes).toEqual(['cat', 'dog'])
    expect(labels).toEqual([0, 0, 1])
    for (const [place, value] of pixels.entries()) expect(Math.abs(value - [200, 100, 50][place % 3]!)).toBeLessThan(3)
  })

  it('says that a page cannot list a folder', async () => {
    const message = await page.evaluate(() =>
      dlw.loadImageFolder('photos').catch((error: Error) => String(error.cause)),
    )
    expect(message).toContain('pass the files of <input type="file" webkitdirectory>')
  })
})
