import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { accuracy } from './accuracy.ts'
import type { ClassScores } from './class-scores.ts'
import { classificationReport } from './classification-report.ts'
import { confusionMatrix } from './confusion-matrix.ts'
import { formatClassificationReport } from './format-classification-report.ts'
import { formatConfusionMatrix } from './format-confusion-matrix.ts'
import { pythonFixed } from './python-fixed.ts'

type Scores = Record<'precision' | 'recall' | 'f1-score' | 'support', number>
interface Case {
  name: string
  truth: string[] | number[]
  guess: string[] | number[]
  labels: (string | number)[]
  confusionMatrix: number[][]
  report: Record<string, Scores | number>
  text2: string
  text4: string
  accuracy: number
}
const cases = golden<{ classification: Case[] }>('statistics').classification

const expectScores = (actual: ClassScores, expected: Scores | number | undefined): void => {
  const wanted = expected as Scores
  expect(actual.precision).toBeCloseTo(wanted.precision, 12)
  expect(actual.recall).toBeCloseTo(wanted.recall, 12)
  expect(actual.f1Score).toBeCloseTo(wanted['f1-score'], 12)
  expect(actual.support).toBe(wanted.support)
}

describe.each(cases)('scores of $name agree with scikit-learn', (golden) => {
  const report = classificationReport(golden.truth, golden.guess, { classes: golden.labels })

  it('confusionMatrix', () => {
    const { classes, counts } = confusionMatrix(golden.truth, golden.guess, { classes: golden.labels })
    expect(counts).toEqual(golden.confusionMatrix)
    expect(classes).toEqual(golden.labels.map(String))
  })

  it('accuracy', () => expect(accuracy(golden.truth, golden.guess)).toBeCloseTo(golden.accuracy, 12))

  it('classificationReport', () => {
    for (const entry of report.classes) expectScores(entry, golden.report[entry.name])
    expectScores(report.macroAverage, golden.report['macro avg'])
    expectScores(report.weightedAverage, golden.report['weighted avg'])
    expect(report.accuracy).toBeCloseTo(golden.accuracy, 12)
  })

  it('formatClassificationReport, character for character', () => {
    expect(formatClassificationReport(report)).toBe(golden.text2)
    expect(formatClassificationReport(report, { digits: 4 })).toBe(golden.text4)
  })
})

it('confusionMatrix sorts numbers by size and names by code point', () => {
  expect(confusionMatrix([10, 9], [9, 10]).classes).toEqual(['9', '10'])
  expect(confusionMatrix(['b', 'A'], ['a', 'b']).classes).toEqual(['A', 'a', 'b'])
})

it('formatConfusionMatrix aligns names and counts', () => {
  expect(
    formatConfusionMatrix({
      classes: ['Adelie', 'b'],
      counts: [
        [7, 10],
        [0, 123],
      ],
    }),
  ).toBe(
    ['true \\ predicted  Adelie    b', 'Adelie                 7   10', 'b                      0  123'].join('\n'),
  )
})

it.each([
  [0.625, 2, '0.62'],
  [0.875, 2, '0.88'],
  [0.125, 2, '0.12'],
  [0.5, 0, '0'],
  [1.5, 0, '2'],
  [0.665, 2, '0.67'],
  [-0.625, 2, '-0.62'],
  [1, 2, '1.00'],
])('pythonFixed(%f, %i) is %s, as in Python', (value, digits, text) => {
  expect(pythonFixed(value, digits)).toBe(text)
})

it('scores refuse what does not belong together', () => {
  expect(() => accuracy(['a'], [])).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: accuracy: expected as many predictions as true labels, received 1 true and 0 predicted. Predict the rows that the labels belong to.]`,
  )
  // '1' and 1 are never equal: scikit-learn raises as well.
  expect(() => accuracy([0, 1, 1], ['0', '1', '1'])).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: accuracy: expected labels of one kind, received yTrue=0 and yPred="0" in row 0. Turn all into numbers or all into texts.]`,
  )
  expect(() => confusionMatrix(['0', 1] as never, ['0', '1'])).toThrow(TypeError)
  expect(() => confusionMatrix(['a', 'b'], ['a', 'c'], { classes: ['a', 'b'] })).toThrowErrorMatchingInlineSnapshot(
    `[RangeError: confusionMatrix: expected labels among a, b, received c. List every class in classes.]`,
  )
})
