import { expect, it } from 'vitest'
import { textColorOn } from './text-color-on.ts'

it.each([
  ['#ffffff', '#08306b'],
  ['rgb(91, 163, 207)', '#08306b'],
  ['rgb(33, 113, 181)', '#ffffff'],
  ['#08306b', '#ffffff'],
])('text on %s is %s', (background, color) => {
  expect(textColorOn(background)).toBe(color)
})
