import { golden } from '@dlw/testing'
import { expect, it } from 'vitest'
import { gaussianProcess } from './gaussian-process.ts'

interface Case {
  name: string
  points: number[][]
  scores: number[]
  noise: number
  lengthScale: number
  given: boolean
  logLikelihood: number
  asked: number[][]
  mean: number[]
  deviation: number[]
}
const { process } = golden<{ process: Case[] }>('tuner-reference')

const relative = (actual: number, expected: number, size = Math.abs(expected)): number =>
  Math.abs(actual - expected) / Math.max(size, 1e-9)

it.each(process.filter(({ given }) => given))(
  'a Gaussian process of $name, noise $noise, length scale $lengthScale, is that of scikit-learn to 1e-6',
  ({ points, scores, noise, lengthScale, logLikelihood, asked, mean, deviation }) => {
    const fitted = gaussianProcess(points, scores, { noise, lengthScale })
    expect(relative(fitted.logLikelihood, logLikelihood)).toBeLessThan(1e-9)
    for (const [index, point] of asked.entries()) {
      const expected = fitted.predict(point)
      expect(Math.abs(expected.mean - mean[index]!)).toBeLessThan(1e-6)
      expect(Math.abs(expected.deviation - deviation[index]!)).toBeLessThan(1e-6)
    }
  },
)

it.each(process.filter(({ given }) => !given))(
  'the likeliest length scale of $name, noise $noise, is that of scikit-learn to 0.1 %',
  ({ points, scores, noise, lengthScale, logLikelihood, asked, mean }) => {
    const fitted = gaussianProcess(points, scores, { noise })
    expect(relative(fitted.lengthScale, lengthScale)).toBeLessThan(1e-3)
    expect(fitted.logLikelihood).toBeGreaterThan(logLikelihood - 1e-6)
    for (const [index, point] of asked.entries()) expect(fitted.predict(point).mean).toBeCloseTo(mean[index]!, 2)
  },
)
