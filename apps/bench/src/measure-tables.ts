import {
  groupKFoldIndices,
  kFoldIndices,
  minMaxScaler,
  oneHot,
  parseCsv,
  splitIndices,
  standardScaler,
  stratifiedKFoldIndices,
  Table,
} from '@dlw/data'
import { accuracy, classificationReport, confusionMatrix } from '@dlw/train'
import { median } from './median.ts'

/*
 * Splits, encoders, scalers, scores, tables and CSV at some rows. Arguments: rows, measurements. Prints
 * { task: milliseconds }, each the median. measure_tables.py does the same with pandas and scikit-learn.
 */
const [rows, count] = process.argv.slice(2).map(Number) as [number, number]
const row = <Value>(make: (row: number) => Value): Value[] => Array.from({ length: rows }, (_, place) => make(place))

const classes = ['ant', 'bee', 'cat', 'dog', 'eel', 'fox', 'gnu', 'hen', 'ibis', 'jay']
const labels = row((place) => classes[(place * 7 + Math.floor(place / 13)) % 10]!)
const guesses = row((place) => (place % 5 === 0 ? classes[place % 10]! : labels[place]!))
const groups = row((place) => (place * 37) % 10_007)
const values = (column: number) =>
  Float64Array.from({ length: rows }, (_, place) => Math.sin(place * (column + 1)) * 100)
const numbers = Table.fromColumns(
  Object.fromEntries(Array.from({ length: 10 }, (_, column) => [`x${column}`, values(column)])),
)
const mixed = Table.fromColumns({
  id: row((place) => (place * 7919) % rows),
  label: labels,
  x: numbers.numbers('x0'),
  gap: row((place) => (place % 10 === 0 ? null : place / 8)),
})
const lookup = Table.fromColumns({ id: row((place) => place), y: numbers.numbers('x1') })
const numbersCsv = numbers.toCsv()
const mixedCsv = mixed.toCsv()
const scaler = standardScaler().fit(numbers)

const tasks: Record<string, () => unknown> = {
  'train-test split': () => splitIndices(rows, { testSize: 0.2, seed: 0 }),
  'stratified split': () => splitIndices(rows, { testSize: 0.2, seed: 0, stratify: labels }),
  '5 folds': () => kFoldIndices(rows, { seed: 0 }),
  '5 stratified folds': () => stratifiedKFoldIndices(labels, { seed: 0 }),
  '5 group folds': () => groupKFoldIndices(groups),
  'one-hot of 10 classes': () => oneHot(labels),
  'standard scaler, fit 10 columns': () => standardScaler().fit(numbers),
  'standard scaler, transform': () => scaler.transform(numbers),
  'min-max scaler, both': () => minMaxScaler().fit(numbers).transform(numbers),
  accuracy: () => accuracy(labels, guesses),
  'confusion matrix': () => confusionMatrix(labels, guesses),
  'classification report': () => classificationReport(labels, guesses),
  describe: () => numbers.describe(),
  'group by 10 classes, mean': () => mixed.groupBy('label').aggregate({ x: 'mean' }),
  'sort by a number': () => mixed.sort('id'),
  'join on a number': () => mixed.join(lookup, { on: 'id' }),
  'distinct numbers': () => mixed.distinct('id'),
  'fill gaps by the median': () => mixed.fillMissing({ gap: 'median' }),
  'read CSV, 10 number columns': () => parseCsv(numbersCsv),
  'read CSV, mixed columns': () => parseCsv(mixedCsv),
  'write CSV, mixed columns': () => mixed.toCsv(),
}

const milliseconds: Record<string, number> = {}
for (const [name, task] of Object.entries(tasks)) {
  task()
  const times = Array.from({ length: count }, () => {
    const started = performance.now()
    task()
    return performance.now() - started
  })
  milliseconds[name] = median(times)
}
process.stdout.write(`${JSON.stringify(milliseconds)}\n`)
