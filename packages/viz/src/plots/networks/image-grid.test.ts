import { describe, expect, it } from 'vitest'
import { imageGrid } from './image-grid.ts'

const pictures = (data: ArrayLike<number>): string[] => {
  const figure = imageGrid({ shape: [2, 1, 2, 1], data })
  return Array.from(figure.querySelectorAll('image'), (image) => image.getAttribute('href')!)
}

describe('imageGrid', () => {
  it.each([
    ['Int32Array', Int32Array.of(0, 255, 255, 0)],
    ['Float32Array', Float32Array.of(0, 1, 1, 0)],
    ['plain numbers', [0, 1, 1, 0]],
  ])('draws the same pictures of %s as of bytes', (_, data) => {
    expect(pictures(data)).toEqual(pictures(Uint8Array.of(0, 255, 255, 0)))
    expect(new Set(pictures(data)).size).toBe(2)
  })

  it('prints labels, and as many images side by side as asked for', () => {
    const images = { shape: [3, 2, 2], data: new Uint8Array(12) }
    const figure = imageGrid(images, { labels: ['a', 'b', 'a very long label that is cut'], columns: 1 })
    const texts = Array.from(figure.querySelectorAll('text'), ({ textContent }) => textContent!)
    expect(texts.slice(0, 2)).toEqual(['a', 'b'])
    expect(texts[2]).toMatch(/^a very long label.*…$|^a very long label that is cut$/)
    const columns = new Set(Array.from(figure.querySelectorAll('image'), (image) => image.getAttribute('x')))
    expect(columns.size).toBe(1)
  })
})
