import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { sharedData, temporaryDirectory } from '@dlw/testing'
import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import sharp from 'sharp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { loadImageFolder, trainTestSplit } from '../index.ts'
import { decodePlainly } from './decode-plainly.ts'
import { resizeImage } from './resize-image.ts'

afterEach(() => {
  vi.doUnmock('sharp')
  vi.resetModules()
})

/** A PNG of one colour. */
const png = (red: number, green: number, blue: number, size = 4): Uint8Array =>
  encodePng({
    width: size,
    height: size,
    channels: 3,
    depth: 8,
    data: Uint8Array.from({ length: size * size * 3 }, (_, place) => [red, green, blue][place % 3]!),
  })

const jpeg = (grey: number): Uint8Array =>
  encodeJpeg(
    { width: 8, height: 8, data: Uint8Array.from({ length: 256 }, (_, place) => (place % 4 === 3 ? 255 : grey)) },
    95,
  ).data

function folder(files: Record<string, Uint8Array | string>): string {
  const directory = temporaryDirectory()
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), content)
  }
  return directory
}

const pets = {
  'dog/rex.png': png(200, 0, 0),
  'cat/b.png': png(0, 100, 0),
  'cat/a/deep.PNG': png(0, 0, 50),
  'cat/c.jpeg': jpeg(80),
  'cat/notes.txt': 'no image',
  'cat/.hidden.png': 'no image',
  '.git/x.png': 'no image',
  'loose.png': png(1, 1, 1),
}

/** Without sharp, as on a machine where it is not installed. */
async function plainLoader(): Promise<typeof loadImageFolder> {
  vi.resetModules()
  vi.doMock('sharp', () => {
    throw new Error('not installed')
  })
  return (await import('./load-image-folder.ts')).loadImageFolder
}

describe.each([
  ['with sharp', async () => loadImageFolder],
  ['without sharp', plainLoader],
])('loadImageFolder %s', (_, loader) => {
  it('takes subfolders for classes, in the order of names', async () => {
    const load = await loader()
    const seen: number[] = []
    const { images, labels, classes, files } = await load(folder(pets), {
      size: [2, 3],
      onProgress: ({ done, total }) => seen.push(done / total),
    })
    expect(classes).toEqual(['cat', 'dog'])
    expect(files).toEqual(['cat/a/deep.PNG', 'cat/b.png', 'cat/c.jpeg', 'dog/rex.png'])
    expect([...labels]).toEqual([0, 0, 0, 1])
    expect(images.shape).toEqual([4, 2, 3, 3])
    expect([...images.data.slice(0, 3)]).toEqual([0, 0, 50])
    expect([...images.data.slice(-3)]).toEqual([200, 0, 0])
    expect(Math.abs(images.data[36]! - 80)).toBeLessThan(3)
    expect(seen).toEqual([0.25, 0.5, 0.75, 1])
  })

  it('makes grey images', async () => {
    const load = await loader()
    const { images } = await load(folder(pets), { size: [1, 1], channels: 1 })
    expect(images.shape).toEqual([4, 1, 1, 1])
    expect(images.data[3]).toBe(Math.round(0.2989 * 200))
  })

  it('takes the classes it is given, in their order', async () => {
    const load = await loader()
    const { labels, classes } = await load(folder(pets), { classes: ['dog', 'cat', 'bird'] })
    expect(classes).toEqual(['dog', 'cat', 'bird'])
    expect([...labels]).toEqual([0, 1, 1, 1])
  })

  it('names the file that is no image', async () => {
    const load = await loader()
    await expect(load(folder({ ...pets, 'cat/broken.png': png(1, 2, 3).subarray(0, 40) }))).rejects.toThrow(
      'loadImageFolder: expected an image, received file=cat/broken.png. Replace or remove it.',
    )
  })
})

describe('loadImageFolder', () => {
  it('reads WebP with sharp, and asks for sharp without', async () => {
    const webp = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#c80000' } })
      .webp({ lossless: true })
      .toBuffer()
    const directory = folder({ 'dog/rex.webp': webp })
    const { images } = await loadImageFolder(directory, { size: [1, 1] })
    expect([...images.data]).toEqual([200, 0, 0])
    const load = await plainLoader()
    const error = await load(directory).catch((error: Error) => error)
    expect((error as Error).cause).toMatchObject({
      message: expect.stringContaining('expected PNG or JPEG, received WebP. Install the package sharp'),
    })
  })

  it('reads the files that a user picks in a page', async () => {
    const picked = Object.entries(pets).map(([path, content]) => {
      const file = new File([content as Uint8Array<ArrayBuffer>], path.split('/').at(-1)!)
      return Object.defineProperty(file, 'webkitRelativePath', { value: `pets/${path}` })
    })
    const { files } = await loadImageFolder(picked)
    expect(files).toEqual(['cat/a/deep.PNG', 'cat/b.png', 'cat/c.jpeg', 'dog/rex.png'])
  })

  it('can be split', async () => {
    const { images, labels } = await loadImageFolder(
      folder(
        Object.fromEntries(
          ['a', 'b'].flatMap((name) => [1, 2, 3, 4].map((index) => [`${name}/${index}.png`, png(index, 0, 0)])),
        ),
      ),
      { size: [1, 1] },
    )
    const { train, test } = trainTestSplit({ images, labels }, { testSize: 0.5, seed: 0, stratify: labels })
    expect(train.images.shape).toEqual([4, 1, 1, 3])
    expect([...test.labels].sort()).toEqual([0, 0, 1, 1])
  })

  it.each([
    [
      'a folder that is not there',
      './nowhere',
      {},
      'loadImageFolder: expected a readable folder, received source=./nowhere. Check the path.',
    ],
    [
      'a size of nothing',
      './nowhere',
      { size: [0, 4] as const },
      'loadImageFolder: expected an integer of at least 1, received size=0.',
    ],
  ])('refuses %s', async (_, source, options, message) => {
    await expect(loadImageFolder(source, options)).rejects.toThrow(message)
  })

  it('refuses a folder without classes', async () => {
    await expect(loadImageFolder(folder({ 'loose.png': png(1, 1, 1) }))).rejects.toThrow(
      'received 0 images in no subfolder.',
    )
    await expect(loadImageFolder(folder(pets), { classes: ['bird'] })).rejects.toThrow('received 4 images in cat, dog.')
  })

  const photos = sharedData('datasets/images')
  it.skipIf(!photos)('decodes real pictures alike with and without sharp (needs shared/datasets/images)', async () => {
    const { readFileSync } = await import('node:fs')
    const content = readFileSync(join(photos!, 'cat_224.png'))
    const directory = folder({
      'animal/cat.png': content,
      'animal/cat.jpg': await sharp(content).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(),
    })
    const one = await loadImageFolder(directory)
    const other = await (await plainLoader())(directory)
    const theirs = other.images.data
    const difference = [...one.images.data].reduce((sum, value, place) => sum + Math.abs(value - theirs[place]!), 0)
    expect(difference / one.images.data.length).toBeLessThan(0.5)
  })
})

/** A PNG of one row, of any depth and kind. */
function rawPng(width: number, depth: number, kind: number, row: number[]): Uint8Array {
  const chunk = (name: string, content: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(name), content])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(content.length, 0)
    frame.writeUInt32BE(crc(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(1, 4)
  header.set([depth, kind], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Uint8Array.from([0, ...row]))),
    chunk('IEND', new Uint8Array()),
  ])
}

function crc(content: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of content) {
    rest ^= byte
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  }
  return ~rest >>> 0
}

describe('decodePlainly', () => {
  it.each([
    ['one bit of grey', rawPng(4, 1, 0, [0b10110000]), 1, [255, 0, 255, 255]],
    ['two bits of grey', rawPng(4, 2, 0, [0b00011011]), 1, [0, 85, 170, 255]],
    ['four bits of grey', rawPng(3, 4, 0, [0x0f, 0x80]), 1, [0, 255, 136]],
    ['sixteen bits of grey', rawPng(2, 16, 0, [0xff, 0xff, 0x80, 0x00]), 1, [255, 128]],
    ['grey with alpha', rawPng(1, 8, 4, [9, 255]), 2, [9, 255]],
    ['colour with alpha', rawPng(1, 8, 6, [1, 2, 3, 4]), 4, [1, 2, 3, 4]],
  ])('reads a PNG of %s', (_, content, channels, values) => {
    const image = decodePlainly(content)
    expect(image.channels).toBe(channels)
    expect([...image.data]).toEqual(values)
  })

  it('reads a PNG with a palette', async () => {
    const content = await sharp({ create: { width: 2, height: 1, channels: 3, background: '#0a141e' } })
      .png({ palette: true })
      .toBuffer()
    const { width, channels, data } = decodePlainly(content)
    expect(width).toBe(2)
    expect([...data.slice(0, 3)]).toEqual([10, 20, 30])
    expect(data.length).toBe(2 * channels)
  })

  /** A PNG whose header claims another size, with the right checksum. */
  const claiming = (width: number, height: number): Uint8Array => {
    const bytes = new Uint8Array(rawPng(4, 8, 0, [1, 2, 3, 4]))
    const view = new DataView(bytes.buffer)
    view.setUint32(16, width)
    view.setUint32(20, height)
    view.setUint32(29, crc(bytes.subarray(12, 29)))
    return bytes
  }

  it.each<[string, Uint8Array, string]>([
    ['width 2³² − 1', claiming(2 ** 32 - 1, 1), 'expected an image that fits its file, received 4294967295 × 1 pixels'],
    ['width 0', claiming(0, 1), 'expected an image with pixels, received 0 × 1. Save it again.'],
    ['height 0', claiming(4, 0), 'expected an image with pixels, received 4 × 0. Save it again.'],
    ['a row more than it has', claiming(4, 2), 'its rows are not complete'],
    ['a row less than it has', claiming(3, 1), 'its rows are not complete'],
    ['a cut end', rawPng(4, 8, 0, [1, 2, 3, 4]).subarray(0, 60), 'it is cut short'],
  ])('refuses a PNG of %s', (_, content, message) => {
    expect(() => decodePlainly(content)).toThrow(message)
  })

  it('finds every wrong byte of a PNG', () => {
    const whole = new Uint8Array(rawPng(4, 8, 0, [1, 2, 3, 4]))
    for (let at = 0; at < whole.length; at++) {
      const damaged = whole.slice()
      damaged[at]! ^= 1 << (at % 8)
      expect(() => decodePlainly(damaged)).toThrow(/^decodePlainly: expected /)
    }
  })

  it('refuses a JPEG that claims a huge size, has none, or is cut short', async () => {
    const whole = new Uint8Array(
      await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0a141e' } })
        .jpeg()
        .toBuffer(),
    )
    expect(decodePlainly(whole)).toMatchObject({ width: 40, height: 30 })
    const frame = whole.findIndex(
      (byte, place) => byte === 0xff && (whole[place + 1] === 0xc0 || whole[place + 1] === 0xc2),
    )
    for (const [height, width] of [
      [0xffff, 0xffff],
      [30, 0],
      [0, 40],
    ] as const) {
      const claim = whole.slice()
      new DataView(claim.buffer).setUint16(frame + 5, height)
      new DataView(claim.buffer).setUint16(frame + 7, width)
      expect(() => decodePlainly(claim)).toThrow(/decodePlainly: expected /)
    }
    expect(() => decodePlainly(whole.subarray(0, whole.length - 40))).toThrow(/decodePlainly: expected /)
  })

  it('refuses what is neither PNG nor JPEG', () => {
    expect(() => decodePlainly(Uint8Array.of(1, 2, 3))).toThrow('expected PNG or JPEG, received an unknown kind.')
  })
})

describe('resizeImage', () => {
  // tf.image.resize([[0, 10, 20, 30]], (1, n)): half-pixel centres, no anti-aliasing.
  it.each([
    [2, [5, 25]],
    [4, [0, 10, 20, 30]],
    [8, [0, 3, 8, 13, 18, 23, 28, 30]],
    [3, [2, 15, 28]],
  ])('to %d columns as TensorFlow does', (width, expected) => {
    const pixels = new Uint8Array(width)
    resizeImage(
      { width: 4, height: 1, channels: 1, data: Uint8Array.of(0, 10, 20, 30) },
      { pixels, height: 1, width, channels: 1 },
    )
    expect([...pixels]).toEqual(expected)
  })

  it('makes colour of grey and drops alpha', () => {
    const pixels = new Uint8Array(3)
    resizeImage(
      { width: 1, height: 1, channels: 2, data: Uint8Array.of(7, 0) },
      { pixels, height: 1, width: 1, channels: 3 },
    )
    expect([...pixels]).toEqual([7, 7, 7])
  })
})
