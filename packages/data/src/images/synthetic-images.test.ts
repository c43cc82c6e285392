import { describe, expect, it } from 'vitest'
import { syntheticImages } from '../index.ts'

describe('syntheticImages', () => {
  it("has the lesson's shapes by default", () => {
    const { train, test, classes } = syntheticImages({ seed: 0 })
    expect(train.images.shape).toEqual([878, 64, 64, 3])
    expect(test.images.shape).toEqual([293, 64, 64, 3])
    expect(classes).toEqual([
      'checkers',
      'crescent',
      'cross',
      'disc',
      'dots',
      'ring',
      'square',
      'star',
      'stripes',
      'triangle',
    ])
    for (const { labels } of [train, test]) {
      const counts = classes.map((_, label) => labels.filter((other) => other === label).length)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }
  })

  const small = { trainCount: 30, testCount: 10, size: 24 }

  it('draws the same for the same seed, and something else for another', () => {
    const draw = (seed: number) => syntheticImages({ ...small, seed })
    expect(draw(3)).toEqual(draw(3))
    expect(draw(3).train.images.data).not.toEqual(draw(4).train.images.data)
    expect(draw(3).train.images.data.slice(0, 999)).not.toEqual(draw(3).test.images.data.slice(0, 999))
  })

  it('draws a shape into every image: two colours more apart than noise', () => {
    const { data, shape } = syntheticImages({ ...small, seed: 0 }).train.images
    const size = 24 * 24 * 3
    for (let image = 0; image < shape[0]!; image++) {
      const reds = [...data.subarray(image * size, (image + 1) * size)]
      const spread = [0, 1, 2].map((channel) => {
        const values = reds.filter((_, place) => place % 3 === channel)
        return Math.max(...values) - Math.min(...values)
      })
      expect(Math.max(...spread), `image ${image}`).toBeGreaterThan(90)
    }
  })

  it.each([
    [{ ...small, size: 4 }, 'size=4'],
    [{ ...small, trainCount: 0 }, 'trainCount=0'],
    [{ ...small, testCount: 2.5 }, 'testCount=2.5'],
  ])('refuses %o', (options, message) => {
    expect(() => syntheticImages({ ...options, seed: 0 })).toThrow(message)
  })
})
