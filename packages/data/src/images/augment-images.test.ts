import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AugmentImagesOptions, augmentImages, mixUp, type NdArray } from '../index.ts'

/** Images whose pixels all differ. */
function ramp(shape: [number, number, number, number]): NdArray {
  const size = shape.reduce((product, axis) => product * axis, 1)
  return { shape, data: Uint8Array.from({ length: size }, (_, place) => (place * 37) % 256) }
}

const rows = ({ shape, data }: NdArray, image = 0): number[][] => {
  const [, height, width] = shape as [number, number, number]
  return Array.from({ length: height }, (_, row) => [
    ...data.slice((image * height + row) * width, (image * height + row + 1) * width),
  ])
}

describe('augmentImages', () => {
  const image = ramp([1, 3, 4, 1])
  const outcomes = (options: Omit<AugmentImagesOptions, 'seed'>, count = 40): string[] =>
    Array.from({ length: count }, (_, seed) => JSON.stringify(rows(augmentImages(image, { seed, ...options }))))

  it('flips half of the images, and nothing but that', () => {
    const mirrored = rows(image).map((row) => row.toReversed())
    const upsideDown = rows(image).toReversed()
    expect(new Set(outcomes({ flip: 'horizontal' }))).toEqual(
      new Set([rows(image), mirrored].map((kind) => JSON.stringify(kind))),
    )
    expect(new Set(outcomes({ flip: 'vertical' }))).toEqual(
      new Set([rows(image), upsideDown].map((kind) => JSON.stringify(kind))),
    )
    expect(new Set(outcomes({ flip: 'both' })).size).toBe(4)
  })

  it('crops to a part of the image', () => {
    const parts = new Set(
      [0, 1].flatMap((top) =>
        [0, 1].map((left) =>
          JSON.stringify(
            rows(image)
              .slice(top, top + 2)
              .map((row) => row.slice(left, left + 3)),
          ),
        ),
      ),
    )
    expect(new Set(outcomes({ crop: [2, 3] }))).toEqual(parts)
  })

  it('turns by up to the degrees given', () => {
    const wide = ramp([1, 9, 9, 1])
    const centre = 40
    for (const seed of [0, 1, 2, 3]) {
      const turned = augmentImages(wide, { seed, rotate: 90 })
      expect(turned.data[centre]).toBe(wide.data[centre])
      expect(turned.data).not.toEqual(wide.data)
    }
  })

  it('moves, with the image mirrored at the edge', () => {
    const line = { shape: [1, 1, 4, 1], data: Float32Array.of(0, 10, 20, 30) }
    const moved = Array.from({ length: 50 }, (_, seed) => [...augmentImages(line, { seed, translate: 0.25 }).data])
    // Moved by at most one pixel: neighbours still differ by 10, but where the edge is mirrored.
    for (const row of moved) expect(Math.abs(row[2]! - row[1]!)).toBeCloseTo(10, 4)
    expect(Math.min(...moved.map((row) => row[1]!))).toBeLessThan(3)
    expect(Math.max(...moved.map((row) => row[1]!))).toBeGreaterThan(17)
  })

  it('zooms around the centre', () => {
    const line = { shape: [1, 1, 5, 1], data: Float32Array.of(0, 10, 20, 30, 40) }
    const slopes = Array.from({ length: 60 }, (_, seed) => {
      const { data } = augmentImages(line, { seed, zoom: 0.5 })
      expect(data[2]).toBeCloseTo(20, 4)
      return (data[3]! - data[2]!) / 10
    })
    expect(Math.min(...slopes)).toBeGreaterThanOrEqual(1 / 1.5 - 1e-6)
    expect(Math.max(...slopes)).toBeLessThanOrEqual(2 + 1e-6)
    expect(Math.max(...slopes) - Math.min(...slopes)).toBeGreaterThan(0.5)
  })

  it('changes contrast around the mean, and brightness by a share of 255', () => {
    const grey = { shape: [1, 1, 2, 1], data: Float32Array.of(100, 120) }
    for (let seed = 0; seed < 20; seed++) {
      const contrast = augmentImages(grey, { seed, contrast: 0.5 }).data
      expect((contrast[0]! + contrast[1]!) / 2).toBeCloseTo(110, 4)
      expect(contrast[1]! - contrast[0]!).toBeGreaterThanOrEqual(10)
      expect(contrast[1]! - contrast[0]!).toBeLessThanOrEqual(30)
      const brightness = augmentImages(grey, { seed, brightness: 0.2 }).data
      expect(brightness[1]! - brightness[0]!).toBeCloseTo(20, 4)
      expect(Math.abs(brightness[0]! - 100)).toBeLessThanOrEqual(51)
    }
  })

  it('erases a rectangle in the mean colour', () => {
    const wide = ramp([1, 8, 8, 3])
    const erased = augmentImages(wide, { seed: 0, erase: 0.9 })
    const mean = [0, 1, 2].map((channel) => {
      const values = [...wide.data].filter((_, place) => place % 3 === channel)
      return Math.round(values.reduce((sum, value) => sum + value, 0) / 64)
    })
    const changed = Array.from({ length: 64 }, (_, pixel) => pixel).filter((pixel) =>
      [0, 1, 2].some((channel) => erased.data[pixel * 3 + channel] !== wide.data[pixel * 3 + channel]),
    )
    expect(changed.length).toBeGreaterThan(0)
    for (const pixel of changed) expect([...erased.data.slice(pixel * 3, pixel * 3 + 3)]).toEqual(mean)
  })

  it('gives each image its own changes, the same for the same seed, and leaves the source alone', () => {
    const two = { shape: [2, 6, 6, 1], data: Uint8Array.from({ length: 72 }, (_, place) => ((place % 36) * 7) % 256) }
    const before = two.data.slice()
    const options = { seed: 5, rotate: 40, zoom: 0.3, translate: 0.2, contrast: 0.3, brightness: 0.1, erase: 0.3 }
    const once = augmentImages(two, options)
    expect(once).toEqual(augmentImages(two, options))
    expect(rows(once, 0)).not.toEqual(rows(once, 1))
    expect(two.data).toEqual(before)
  })

  it('keeps type, shape and the range of brightness', () => {
    const all = fc.record({
      seed: fc.nat(),
      flip: fc.constantFrom('horizontal' as const, 'vertical' as const, 'both' as const),
      rotate: fc.integer({ min: 0, max: 180 }),
      zoom: fc.double({ min: 0, max: 1, noNaN: true }),
      translate: fc.double({ min: 0, max: 1, noNaN: true }),
      contrast: fc.double({ min: 0, max: 1, noNaN: true }),
      brightness: fc.double({ min: 0, max: 1, noNaN: true }),
      erase: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(all, (options) => {
        const source = ramp([2, 5, 4, 3])
        const { shape, data } = augmentImages({ ...source, data: Float32Array.from(source.data) }, options)
        expect(shape).toEqual([2, 5, 4, 3])
        expect(data).toBeInstanceOf(Float32Array)
        for (const value of data) expect(value >= 0 && value <= 255).toBe(true)
      }),
    )
  })

  it.each<[Partial<AugmentImagesOptions>, string]>([
    [{ zoom: 1.5 }, 'augmentImages: expected a share from 0 to 1, received zoom=1.5. Use for example 0.2.'],
    [{ erase: Number.NaN }, 'received erase=NaN'],
    [{ rotate: -3 }, 'augmentImages: expected degrees from 0 to 180, received rotate=-3.'],
    [{ crop: [4, 4] }, 'augmentImages: expected a crop within 3 × 4, received crop=[4,4].'],
    [{ crop: [0, 4] }, 'received crop=[0,4]'],
  ])('refuses %o', (options, message) => {
    expect(() => augmentImages(image, { seed: 0, ...options })).toThrow(message)
  })

  it('refuses what are no images', () => {
    expect(() => augmentImages({ shape: [4, 4], data: new Uint8Array(16) }, { seed: 0 })).toThrow(
      'received shape=[4,4]',
    )
  })
})

describe('mixUp', () => {
  const images = { shape: [4, 1, 1, 1], data: Float32Array.of(0, 40, 80, 120) }
  const y = [0, 1, 2, 3].map((own) => [0, 1, 2, 3].map((place) => (own === place ? 1 : 0)))

  it('blends images and labels in the same shares', () => {
    for (let seed = 0; seed < 20; seed++) {
      const mixed = mixUp({ images, y }, { seed, alpha: 1 })
      for (const [image, row] of mixed.y.entries()) {
        expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
        const blended = row.reduce((sum, share, place) => sum + share * images.data[place]!, 0)
        expect(mixed.images.data[image]).toBeCloseTo(blended, 4)
      }
    }
  })

  it('mixes evenly with a large alpha and hardly with a small one', () => {
    const spread = (alpha: number): number => {
      const largest = Array.from({ length: 100 }, (_, seed) =>
        mixUp({ images, y }, { seed, alpha }).y.map((row) => Math.max(...row)),
      )
      return largest.flat().reduce((sum, value) => sum + value, 0) / 400
    }
    expect(spread(0.01)).toBeGreaterThan(0.97)
    expect(spread(100)).toBeLessThan(0.7)
  })

  it('refuses an alpha of 0 and labels of another length', () => {
    expect(() => mixUp({ images, y }, { seed: 0, alpha: 0 })).toThrow(
      'mixUp: expected alpha above 0, received alpha=0.',
    )
    expect(() => mixUp({ images, y: [[1]] }, { seed: 0 })).toThrow(
      'mixUp: expected a row of labels for each of 4 images, received 1.',
    )
  })
})
