import { formatSafetensors, parseSafetensors } from '@dlw/models/weights'
import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { classificationReport } from '../src/reports/classification-report.ts'
import { confusionMatrix } from '../src/reports/confusion-matrix.ts'
import { pythonFixed } from '../src/reports/python-fixed.ts'
import { batchSizes } from '../src/rows/batch-sizes.ts'
import { epochBatches } from '../src/rows/epoch-batches.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()]

const labels = fc
  .integer({ min: 1, max: 40 })
  .chain((count) => fc.tuple(...[0, 1].map(() => fc.array(fc.nat({ max: 4 }), { minLength: count, maxLength: count }))))

it('a confusion matrix counts every row once, and its diagonal the right ones', () => {
  fc.assert(
    fc.property(labels, ([truth, guess]) => {
      const { counts } = confusionMatrix(truth!, guess!)
      expect(counts.flat().reduce((sum, count) => sum + count)).toBe(truth!.length)
      const right = counts.reduce((sum, row, index) => sum + row[index]!, 0)
      expect(right).toBe(truth!.filter((label, row) => label === guess![row]).length)
    }),
  )
})

it('a report is within 0 and 1, and its weighted recall is the accuracy', () => {
  fc.assert(
    fc.property(labels, ([truth, guess]) => {
      const { classes, accuracy, macroAverage, weightedAverage } = classificationReport(truth!, guess!)
      for (const { precision, recall, f1Score } of [...classes, macroAverage, weightedAverage]) {
        for (const share of [precision, recall, f1Score]) {
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(1 + 1e-12)
        }
      }
      expect(weightedAverage.recall).toBeCloseTo(accuracy, 12)
    }),
  )
})

it('pythonFixed is never further from a number than half of its last digit', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.nat({ max: 6 }), (value, digits) => {
      expect(Math.abs(Number(pythonFixed(value, digits)) - value)).toBeLessThanOrEqual(
        0.5 * 10 ** -digits * (1 + 1e-9) + 1e-9,
      )
    }),
  )
})

it('arrays of any values and names come back from safetensors', () => {
  const array = fc.record({ name: fc.string({ minLength: 1 }), values: fc.float32Array() })
  fc.assert(
    fc.property(fc.uniqueArray(array, { selector: ({ name }) => name }), fc.string(), (list, note) => {
      const safe = list.filter(({ name }) => !['__metadata__', '__proto__'].includes(name) && !/^\d+$/.test(name))
      const arrays = safe.map((one) => ({ ...one, shape: [one.values.length] }))
      expect(parseSafetensors(formatSafetensors({ arrays, metadata: { note } }))).toEqual({
        arrays,
        metadata: { note },
      })
    }),
  )
})

it('many batches of an epoch hold every row once, too', () => {
  const order = Int32Array.from({ length: 600 }, (_, row) => (row * 7) % 600)
  const inputs = [tf.range(0, 600)]
  const targets = [tf.mul(inputs[0]!, 2)]
  const epoch = epochBatches({ inputs, targets, weights: undefined }, { order, sizes: batchSizes(600, 2) })
  const before = tf.memory().numTensors
  const batches = Array.from(epoch.batches, (batch) => [batch.inputs[0]!, batch.targets[0]!].map(values))
  expect(batches).toHaveLength(300)
  expect(batches.flatMap(([rows]) => rows!)).toEqual([...order])
  expect(batches.flatMap(([, doubled]) => doubled!)).toEqual(Array.from(order, (row) => row * 2))
  // The numbers of the rows, and nothing for a batch that is done.
  expect(tf.memory().numTensors).toBeLessThanOrEqual(before + 1)
  epoch.dispose()
  tf.dispose([inputs, targets])
})

it('the batches of an epoch hold every row once, in the order asked for, with its own target', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 70 }),
      fc.boolean(),
      (rows, batchSize, shuffled) => {
        const order = shuffled ? Int32Array.from({ length: rows }, (_, row) => (row + 3) % rows) : undefined
        const inputs = [tf.range(0, rows)]
        const targets = [tf.mul(inputs[0]!, 2)]
        const sizes = batchSizes(rows, batchSize)
        const epoch = epochBatches({ inputs, targets, weights: undefined }, { order, sizes })
        const batches = Array.from(epoch.batches, (batch) => [batch.inputs[0]!, batch.targets[0]!].map(values))
        const seen = batches.flatMap(([rows]) => rows!)
        expect(seen).toEqual(order ? [...order] : Array.from({ length: rows }, (_, row) => row))
        expect(batches.flatMap(([, doubled]) => doubled!)).toEqual(seen.map((row) => row * 2))
        expect(batches.map(([rows]) => rows!.length)).toEqual(sizes)
        epoch.dispose()
        tf.dispose([inputs, targets])
      },
    ),
  )
})
