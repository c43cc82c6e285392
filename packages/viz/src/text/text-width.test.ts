import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundingBox } from '../../test/bounding-box.ts'
import { fitText, textWidth, wrapText } from './text-width.ts'

/** How wide the text is in the font of PNG files. */
function drawnWidth(text: string): number {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text font-size="12" xml:space="preserve">${text}</text></svg>`
  return boundingBox(svg)?.width ?? 0
}

describe('textWidth', () => {
  it.each([
    'bill_length_mm',
    'Flipper length (mm)',
    'GDP PER CAPITA',
    '1,234,567.89',
    'Wwwmmm',
    'Αθήνα και Θεσσαλονίκη',
    'Московский метрополитен',
    'training [0.5 | 0.25]',
    'A sentence with all kinds of letters, as they come in titles',
  ])('of %s is what the font needs, or a little more', (text) => {
    expect(textWidth(text) / drawnWidth(text)).toBeGreaterThan(0.97)
    expect(textWidth(text) / drawnWidth(text)).toBeLessThan(1.3)
  })

  it('counts marks that sit on other characters as nothing', () => {
    expect(textWidth('e\u0301\u0323')).toBe(textWidth('e'))
  })
})

const text = fc.string({ unit: 'grapheme', maxLength: 300 })
const width = fc.integer({ min: 40, max: 400 })

describe('fitText', () => {
  it('leaves alone what fits', () => {
    expect(fitText('mass', 60)).toBe('mass')
  })

  it.each([
    ['a sentence that goes on and on', 100, 'a sentence tha…'],
    ['mean_of_the_very_long_feature_12', 100, 'mean_of_t…e_12'],
  ])('shortens %s to %d pixels', (words, pixels, expected) => {
    expect(fitText(words, pixels)).toBe(expected)
  })

  it('is never wider than asked for, and never half a character', () => {
    fc.assert(
      fc.property(text, width, (words, pixels) => {
        const fitted = fitText(words, pixels)
        expect(textWidth(fitted)).toBeLessThanOrEqual(pixels)
        expect(fitted).not.toMatch(/\p{Surrogate}/u)
      }),
    )
  })

  it('takes no longer for a text of a million characters', () => {
    expect(fitText('x'.repeat(1_000_000), 70)).toBe('xxxx…xxxx')
  })
})

describe('wrapText', () => {
  it('breaks at spaces and cuts the last line', () => {
    expect(wrapText('one two three four five six', 60, 2)).toEqual(['one two', 'three fo…'])
  })

  it('breaks words that are wider than a line', () => {
    expect(wrapText('abcdefghijklmnop', 60, 3).join('').replace('…', '')).toBe('abcdefghijklmnop')
  })

  it('keeps to the width and the lines, and loses nothing where there is room', () => {
    fc.assert(
      fc.property(text, width, fc.integer({ min: 1, max: 5 }), (words, pixels, lines) => {
        const wrapped = wrapText(words, pixels, lines)
        expect(wrapped.length).toBeLessThanOrEqual(lines)
        for (const line of wrapped) expect(textWidth(line)).toBeLessThanOrEqual(pixels)
        const all = wrapText(words, pixels, 1000).join('')
        expect(all.replaceAll(/\s/g, '')).toBe(words.replaceAll(/\s/g, ''))
      }),
    )
  })
})
