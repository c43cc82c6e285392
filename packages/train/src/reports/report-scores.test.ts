import { golden } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  balancedAccuracy,
  brierScore,
  calibrationCurve,
  classificationReport,
  confusionMatrix,
  formatClassificationReport,
  logLoss,
  matthewsCorrelation,
  multiLabelReport,
  precisionRecallCurve,
  regressionReport,
  rocCurve,
  topKAccuracy,
  tuneThreshold,
} from './index.ts'

type Scores = { precision: number; recall: number; f1Score: number; support: number }
interface Golden {
  binary: {
    truth: number[]
    scores: number[]
    precision: number[]
    recall: number[]
    thresholds: number[]
    averagePrecision: number
    rocAuc: number
    falsePositiveRate: number[]
    truePositiveRate: number[]
    calibration: Record<'uniform' | 'quantile', { observed: number[]; predicted: number[] }>
    logLoss: number
    brier: number
  }[]
  labels: {
    name: string
    truth: number[]
    predicted: number[]
    balancedAccuracy: number
    adjusted: number
    matthewsCorrelation: number
    labels: number[]
    subset: Record<string, Scores>
    subsetText: string
  }[]
  probabilities: {
    truth: number[]
    scores: number[][]
    logLoss: number
    brier: number
    ties: number[][]
    topK: Record<string, number>
  }[]
  multiLabel: { truth: number[][]; predicted: number[][]; accuracy: number; report: Record<string, Scores> }[]
}
const sklearn = golden<Golden>('report-scores')

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length)
  for (const [index, value] of actual.entries()) expect(value).toBeCloseTo(expected[index]!, 12)
}

function expectScores(actual: Scores, expected: Scores): void {
  for (const key of ['precision', 'recall', 'f1Score'] as const) expect(actual[key]).toBeCloseTo(expected[key], 12)
  expect(actual.support).toBe(expected.support)
}

describe.each(sklearn.binary)('scores of $truth.length rows with two classes', (binary) => {
  it('have the precision–recall curve of scikit-learn', () => {
    const curve = precisionRecallCurve(binary)
    expectClose(curve.precision, binary.precision)
    expectClose(curve.recall, binary.recall)
    expectClose(curve.thresholds, binary.thresholds)
    expect(curve.averagePrecision).toBeCloseTo(binary.averagePrecision, 12)
  })

  it('have the ROC curve of scikit-learn', () => {
    const curve = rocCurve(binary)
    expectClose(curve.falsePositiveRate, binary.falsePositiveRate)
    expectClose(curve.truePositiveRate, binary.truePositiveRate)
    expect(curve.area).toBeCloseTo(binary.rocAuc, 12)
  })

  it.each(['uniform', 'quantile'] as const)('have the calibration of scikit-learn in %s bins', (strategy) => {
    const curve = calibrationCurve(binary, { bins: 5, strategy })
    expectClose(curve.predicted, binary.calibration[strategy].predicted)
    expectClose(curve.observed, binary.calibration[strategy].observed)
    expect(curve.counts.reduce((sum, count) => sum + count)).toBe(binary.truth.length)
  })

  it('have the log loss and the Brier score of scikit-learn', () => {
    expect(logLoss(binary.truth, binary.scores)).toBeCloseTo(binary.logLoss, 12)
    expect(brierScore(binary.truth, binary.scores)).toBeCloseTo(binary.brier, 12)
  })

  it('have no better threshold than the tuned one', () => {
    for (const scoring of ['balancedAccuracy', 'matthewsCorrelation'] as const) {
      const { threshold, score } = tuneThreshold(binary, { scoring })
      const measure = { balancedAccuracy, matthewsCorrelation }[scoring]
      const at = (limit: number) =>
        measure(
          binary.truth,
          binary.scores.map((value) => Number(value >= limit)),
        )
      expect(at(threshold)).toBeCloseTo(score, 12)
      for (const other of binary.scores) expect(at(other)).toBeLessThanOrEqual(score + 1e-12)
    }
  })
})

describe.each(sklearn.labels)('predictions of $name classes', ({ truth, predicted, ...expected }) => {
  it('have the balanced accuracy and the correlation of scikit-learn', () => {
    expect(balancedAccuracy(truth, predicted)).toBeCloseTo(expected.balancedAccuracy, 12)
    expect(balancedAccuracy(truth, predicted, { adjusted: true })).toBeCloseTo(expected.adjusted, 12)
    expect(matthewsCorrelation(truth, predicted)).toBeCloseTo(expected.matthewsCorrelation, 12)
  })

  it('have the report on some of the labels of scikit-learn', () => {
    const report = classificationReport(truth, predicted, { labels: expected.labels })
    for (const scores of report.classes) expectScores(scores, expected.subset[scores.name]!)
    if (report.isSubset) expectScores(report.microAverage, expected.subset['micro avg']!)
    expectScores(report.macroAverage, expected.subset['macro avg']!)
    expectScores(report.weightedAverage, expected.subset['weighted avg']!)
    const named = { labels: expected.labels, targetNames: ['first', 'second'] }
    expect(formatClassificationReport(classificationReport(truth, predicted, named), { digits: 3 })).toBe(
      expected.subsetText,
    )
  })
})

describe.each(sklearn.probabilities)('probabilities of $scores.0.length classes', ({ truth, scores, ties, ...own }) => {
  const classes = scores[0]!.map((_, label) => label)

  it('have the log loss and the Brier score of scikit-learn, in any container', () => {
    const array = { shape: [scores.length, classes.length], data: Float64Array.from(scores.flat()) }
    for (const values of [scores, array, scores.map((row) => Float64Array.from(row))]) {
      expect(logLoss(truth, values, { classes })).toBeCloseTo(own.logLoss, 12)
      expect(brierScore(truth, values, { classes })).toBeCloseTo(own.brier, 12)
    }
  })

  it('have the top-k accuracies of scikit-learn, ties included', () => {
    for (const [k, expected] of Object.entries(own.topK)) {
      expect(topKAccuracy(truth, ties, { k: Number(k), classes })).toBeCloseTo(expected, 12)
    }
  })
})

it.each(sklearn.multiLabel)(
  'multiLabelReport has the scores of scikit-learn (case %#)',
  ({ truth, predicted, ...own }) => {
    const report = multiLabelReport(truth, predicted)
    expect(report.accuracy).toBeCloseTo(own.accuracy, 12)
    for (const scores of report.classes) expectScores(scores, own.report[scores.name]!)
    expectScores(report.microAverage, own.report['micro avg']!)
    expectScores(report.macroAverage, own.report['macro avg']!)
    expectScores(report.weightedAverage, own.report['weighted avg']!)
    expectScores(report.samplesAverage, own.report['samples avg']!)
    expect(
      formatClassificationReport(report)
        .trimEnd()
        .split('\n')
        .slice(-4)
        .map((line) => line.trim().slice(0, 7)),
    ).toEqual(['micro a', 'macro a', 'weighte', 'samples'])
  },
)

it('scores of probabilities throw for labels of several kinds, and for NaN among them', () => {
  const mixed = 'expected labels that are all texts or all numbers, received'
  expect(() => logLoss([0, '1'] as never, [0.2, 0.7])).toThrow(`logLoss: ${mixed} "1" in row 1 after 0 in row 0.`)
  expect(() => brierScore([Number.NaN, 1], [0.2, 0.7])).toThrow(`brierScore: ${mixed} NaN in row 0.`)
})

describe('scores do not accept', () => {
  it.each([
    [
      'logits',
      () =>
        logLoss(
          [0, 1],
          [
            [2, -1],
            [0, 3],
          ],
        ),
      'logLoss: expected probabilities from 0 to 1 that sum to 1, received 2, -1 in row 0. Pass the output of a softmax or sigmoid, not logits.',
    ],
    [
      'NaN',
      () => logLoss([0, 1], [0.5, Number.NaN]),
      "logLoss: expected finite probabilities, received NaN in row 1. Look at the model's predictions.",
    ],
    [
      'a class without a column',
      () => logLoss([0, 1, 2], [0.1, 0.2, 0.3]),
      'logLoss: expected one column per class, received 1 for the 3 classes 0, 1, 2. Name the classes of all columns in { classes }.',
    ],
    [
      'fewer rows',
      () => brierScore([0, 1], [0.5]),
      'brierScore: expected as many rows of probabilities as labels, received 1 for 2 labels. Predict the rows that the labels belong to.',
    ],
    [
      'all classes',
      () =>
        topKAccuracy(
          [0, 1],
          [
            [1, 0],
            [0, 1],
          ],
          { k: 2 },
        ),
      'topKAccuracy: expected an integer from 1 to 1, received k=2. With all classes, every guess is right.',
    ],
    [
      'other labels',
      () => rocCurve({ truth: [1, 2], scores: [0, 1] }),
      'rocCurve: expected truth as 0 or 1, received 2 in row 1. Compare the labels with one class first.',
    ],
    [
      'no positives',
      () => precisionRecallCurve({ truth: [0, 0], scores: [0, 1] }),
      'precisionRecallCurve: expected at least one positive row, received none among 2. Use a larger test set.',
    ],
    [
      'scores above 1',
      () => calibrationCurve({ truth: [0, 1], scores: [0, 2] }),
      'calibrationCurve: expected probabilities from 0 to 1, received 2. Pass the output of a sigmoid or softmax.',
    ],
    [
      'an unknown scoring',
      () => tuneThreshold({ truth: [0, 1], scores: [0, 1] }, { scoring: 'f2' as never }),
      'tuneThreshold: expected scoring to be balancedAccuracy, f1Score, matthewsCorrelation or a function, received scoring=f2. Pass one of them.',
    ],
    [
      'names of other classes',
      () => classificationReport([0, 1], [0, 1], { targetNames: ['no'] }),
      'classificationReport: expected a name for each of the 2 classes 0, 1, received 1 targetNames. Name them all, in that order.',
    ],
    [
      'rows of other widths',
      () =>
        multiLabelReport(
          [[1, 0], [1]],
          [
            [1, 0],
            [1, 0],
          ],
        ),
      'multiLabelReport: expected 2 entries of 0 or 1 in each row of yTrue, received 1 with 1 in row 1. Compare probabilities with a threshold first.',
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(new RangeError(message))
  })
})

it('a million rows are ranked in seconds', () => {
  const scores = Float64Array.from({ length: 1_000_000 }, (_, row) => ((row * 7919) % 1_000_003) / 1_000_003)
  const truth = Uint8Array.from(scores, (score, row) => Number(score > (row % 10) / 10))
  expect(rocCurve({ truth, scores }).area).toBeGreaterThan(0.5)
  expect(confusionMatrix(Array.from(truth), Array.from(truth)).counts.flat()).toHaveLength(4)
})

describe('hostile values', () => {
  const binary = { truth: [0, 1], scores: [0.2, 0.9] }

  it.each<[string, () => unknown]>([
    ['NaN among labels', () => accuracy([0, Number.NaN], [0, 1])],
    ['Infinity among labels', () => confusionMatrix([0, 1], [0, Number.POSITIVE_INFINITY])],
    ['rows as labels', () => classificationReport([[0.1, 0.9]] as never, [[0.2, 0.8]] as never)],
    ['nothing as a label', () => balancedAccuracy(['a', undefined] as never, ['a', 'b'])],
    ['texts of digits as targets', () => regressionReport(['1', '2'] as never, [1, 2])],
    ['texts of digits as predictions', () => regressionReport([1, 2], ['1', '2'] as never)],
    ['texts of digits as probabilities', () => logLoss([0, 1], [['0.9', '0.1'] as never, ['0.2', '0.8'] as never])],
    ['texts of digits among probabilities', () => brierScore([0, 1], [0.1, '0.8' as never])],
    ["scikit-learn's two lists", () => (rocCurve as (...lists: unknown[]) => unknown)(binary.truth, binary.scores)],
    ['no scores', () => precisionRecallCurve({ truth: [0, 1] } as never)],
    ['nothing', () => calibrationCurve(null as never)],
  ])('%s are refused in our words', (_, score) => {
    expect(score).toThrow(/^\w+: expected .*, received .*\. [A-Z]/)
  })
})
