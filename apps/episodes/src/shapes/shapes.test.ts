import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { useBackend } from '@dlw/backend'
import { extractFeatures, loadBackbone } from '@dlw/models'
import { describe, expect, it } from 'vitest'
import { scaled } from '../images/pictures.ts'
import { drawShapes, knownShapes, newShapes } from './shapes.ts'

describe('drawShapes', () => {
  it('draws equally many of the shapes that are asked for, numbered in their order', () => {
    const { train, test, classes } = drawShapes(['star', 'disc'], { perShape: 6, size: 16, seed: 3 })
    expect(classes).toEqual(['star', 'disc'])
    expect(train.images.shape).toEqual([12, 16, 16, 3])
    expect(test.images.shape).toEqual([6, 16, 16, 3])
    for (const label of [0, 1]) expect(train.labels.filter((each) => each === label)).toHaveLength(6)
  })

  it('gives the pictures of the same draw whatever else is asked for', () => {
    const options = { perShape: 3, size: 16, seed: 1 }
    const alone = drawShapes(['ring'], options)
    const both = drawShapes(['disc', 'ring'], options)
    const first = both.train.labels.indexOf(1)
    const size = 16 * 16 * 3
    const picture = both.train.images.data.slice(first * size, (first + 1) * size)
    expect(alone.train.images.data.slice(0, size)).toEqual(picture)
  })
})

describe('the small base', () => {
  const folder = fileURLToPath(new URL('base', import.meta.url))

  it('is small enough to come with the site', () => {
    const bytes = ['model.json', 'weights.bin'].map((file) => statSync(`${folder}/${file}`).size)
    expect(bytes[0]! + bytes[1]!).toBeLessThan(200_000)
  })

  it('was never shown the shapes that it is to help with', () => {
    expect(knownShapes.filter((shape) => newShapes.includes(shape))).toEqual([])
  })

  it('puts pictures of one new shape nearer to each other than to those of others', async () => {
    await useBackend({ prefer: 'wasm' })
    const { train, test } = drawShapes(newShapes, { perShape: 20, seed: 5 })
    const base = await loadBackbone(folder, { pooling: 'max' })
    const rows = async (images: typeof train.images): Promise<number[][]> => {
      const features = await extractFeatures(base, scaled(images, 0))
      const array = (await features.array()) as number[][]
      features.dispose()
      return array
    }
    const [known, unseen] = [await rows(train.images), await rows(test.images)]
    const nearest = unseen.map((row) => {
      const distances = known.map((other) => other.reduce((sum, value, at) => sum + (value - row[at]!) ** 2, 0))
      return train.labels[distances.indexOf(Math.min(...distances))]!
    })
    const right = nearest.filter((label, image) => label === test.labels[image]).length
    // One in four would be chance.
    expect(right / nearest.length).toBeGreaterThan(0.5)
    base.dispose()
  })
})
