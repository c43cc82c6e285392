import { createInterface } from 'node:readline'
import {
  classWeights,
  groupKFoldIndices,
  kFoldIndices,
  labelEncoder,
  maxAbsScaler,
  minMaxScaler,
  normalizer,
  oneHot,
  oneHotEncoder,
  ordinalEncoder,
  parseCsv,
  parseJson,
  polynomialFeatures,
  powerTransformer,
  quantileTransformer,
  repeatedKFoldIndices,
  resampleIndices,
  robustScaler,
  simpleImputer,
  splitIndices,
  standardScaler,
  stratifiedKFoldIndices,
  Table,
  targetEncoder,
  timeSeriesSplitIndices,
} from '@dlw/data'
import {
  accuracy,
  balancedAccuracy,
  brierScore,
  classificationReport,
  confusionMatrix,
  logLoss,
  matthewsCorrelation,
  precisionRecallCurve,
  regressionReport,
  rocCurve,
  topKAccuracy,
} from '@dlw/train'

/*
 * Splits, preprocessing, scores, tables and CSV at some rows, the argument. Prints the names of the tasks, then answers
 * each name on stdin with its time. measure_tables.py does the same with pandas and scikit-learn.
 */
const rows = Number(process.argv[2])
const row = <Value>(make: (row: number) => Value): Value[] => Array.from({ length: rows }, (_, place) => make(place))

const classes = ['ant', 'bee', 'cat', 'dog', 'eel', 'fox', 'gnu', 'hen', 'ibis', 'jay']
const labels = row((place) => classes[(place * 7 + Math.floor(place / 13)) % 10]!)
const guesses = row((place) => (place % 5 === 0 ? classes[place % 10]! : labels[place]!))
const groups = row((place) => (place * 37) % 10_007)
const town = (place: number) => `town ${(place * 37) % 10_007}`
const values = (column: number) =>
  Float64Array.from({ length: rows }, (_, place) => Math.sin(place * (column + 1)) * 100)
const numbers = Table.fromColumns(
  Object.fromEntries(Array.from({ length: 10 }, (_, column) => [`x${column}`, values(column)])),
)
const gap = row((place) => (place % 10 === 0 ? null : place / 8))
const mixed = Table.fromColumns({
  id: row((place) => (place * 7919) % rows),
  label: labels,
  town: row(town),
  x: numbers.numbers('x0'),
  gap,
})
const lookup = Table.fromColumns({ id: row((place) => place), y: numbers.numbers('x1') })
const towns = Table.fromColumns({
  town: Array.from({ length: 10_007 }, (_, place) => `town ${place}`),
  people: Array.from({ length: 10_007 }, (_, place) => place),
})
const minute = (place: number) => new Date(1.7e12 + place * 60_000).toISOString().slice(0, 19)
const sensor = Table.fromColumns({ time: row(minute), x: numbers.numbers('x0') })
const dated = sensor.parseDates('time')
const narrow = mixed.select('id', 'label', 'x', 'gap')
const [numbersCsv, mixedCsv, sensorCsv] = [numbers.toCsv(), narrow.toCsv(), sensor.toCsv()]
const records = JSON.stringify(narrow.toObjects())
const three = numbers.select('x0', 'x1', 'x2')
const [label, towned, gaps] = [mixed.select('label'), mixed.select('town'), mixed.select('gap')]
const scaler = standardScaler().fit(numbers)
const truth = row((place) => Number(Math.sin(place) + Math.sin(place * 2) > 0))
const scores = Float64Array.from({ length: rows }, (_, place) => (Math.sin(place) + 1) / 2)
const binary = { truth, scores }
const thirds = row((place) => place % 3)
const shares = row((place) => [(place % 7) / 10, (place % 2) / 10, 1 - (place % 7) / 10 - (place % 2) / 10])

const tasks: Record<string, () => unknown> = {
  'train-test split': () => splitIndices(rows, { testSize: 0.2, seed: 0 }),
  'stratified split': () => splitIndices(rows, { testSize: 0.2, seed: 0, stratify: labels }),
  '5 folds': () => kFoldIndices(rows, { seed: 0 }),
  '5 stratified folds': () => stratifiedKFoldIndices(labels, { seed: 0 }),
  '5 group folds': () => groupKFoldIndices(groups),
  '2 times 5 folds': () => repeatedKFoldIndices(rows, { repeats: 2, seed: 0 }),
  'time series split': () => timeSeriesSplitIndices(rows),
  'class weights': () => classWeights(labels),
  'over-sampling': () => resampleIndices(labels, { method: 'over', seed: 0 }),
  'one-hot of 10 classes': () => oneHot(labels),
  'label encoder': () => labelEncoder().fitTransform(labels),
  'one-hot encoder, 10 texts': () => oneHotEncoder().fitTransform(label),
  'ordinal encoder, 10,007 texts': () => ordinalEncoder().fitTransform(towned),
  'target encoder, 10 texts': () => targetEncoder().fitTransform(label, truth),
  'median imputer': () => simpleImputer({ strategy: 'median' }).fitTransform(gaps),
  'standard scaler, fit 10 columns': () => standardScaler().fit(numbers),
  'standard scaler, transform': () => scaler.transform(numbers),
  'standard scaler, undo': () => scaler.inverseTransform(numbers),
  'min-max scaler, both': () => minMaxScaler().fit(numbers).transform(numbers),
  'max-abs scaler, both': () => maxAbsScaler().fit(numbers).transform(numbers),
  'robust scaler, both': () => robustScaler().fit(numbers).transform(numbers),
  'power transformer, 1 column': () => powerTransformer().fitTransform(numbers.select('x0')),
  'quantile transformer, 3 columns': () => quantileTransformer().fitTransform(three),
  'normalizer, 10 columns': () => normalizer().fitTransform(numbers),
  'polynomial features of 3 columns': () => polynomialFeatures().fitTransform(three),
  accuracy: () => accuracy(labels, guesses),
  'balanced accuracy': () => balancedAccuracy(labels, guesses),
  'Matthews correlation': () => matthewsCorrelation(labels, guesses),
  'confusion matrix': () => confusionMatrix(labels, guesses),
  'classification report': () => classificationReport(labels, guesses),
  'log loss of 3 classes': () => logLoss(thirds, shares),
  'Brier score of 3 classes': () => brierScore(thirds, shares),
  'top-2 accuracy': () => topKAccuracy(thirds, shares),
  'ROC curve': () => rocCurve(binary),
  'precision-recall curve': () => precisionRecallCurve(binary),
  'regression report': () => regressionReport(numbers.numbers('x0'), numbers.numbers('x1')),
  describe: () => numbers.describe(),
  'describe texts': () => label.describe(),
  'group by 10 texts, mean': () => mixed.groupBy('label').aggregate({ x: 'mean' }),
  'group by 10 texts, five statistics': () =>
    mixed.groupBy('label').aggregate({ x: ['mean', 'std', 'min', 'max', 'median'] }),
  'group by 10,007 texts, mean': () => mixed.groupBy('town').aggregate({ x: 'mean' }),
  'group by two texts, sum': () => mixed.groupBy('label', 'town').aggregate({ x: 'sum' }),
  'sort by a number': () => mixed.sort('id'),
  'sort by a text': () => mixed.sort('town'),
  'join on a number': () => mixed.join(lookup, { on: 'id' }),
  'join on a text': () => mixed.join(towns, { on: 'town', how: 'left' }),
  'distinct numbers': () => mixed.distinct('id'),
  'distinct texts': () => mixed.distinct('town'),
  'distinct rows': () => narrow.distinct(),
  'count of each text': () => mixed.groupCount('town'),
  'fill gaps by the median': () => mixed.fillMissing({ gap: 'median' }),
  'fill gaps by the previous': () => mixed.fillMissing({ gap: 'previous' }),
  'drop gaps': () => mixed.dropMissing(),
  'replace texts': () => mixed.replace({ label: { ant: 'Ant', bee: 'Bee' } }),
  append: () => mixed.append(mixed),
  'sample of a tenth': () => mixed.sample({ count: rows / 10, seed: 0 }),
  'cut into 4 bins': () => mixed.cut('x', { bins: [-100, -50, 0, 50, 100] }),
  'shift within texts': () => mixed.shift('x', { within: 'label' }),
  'parse dates': () => sensor.parseDates('time'),
  'date parts': () => dated.dateParts('time', { parts: ['month', 'weekday', 'hour'] }),
  'resample by hour': () => dated.resample('time', { every: 'hour', aggregate: { x: 'mean' } }),
  'read CSV, 10 number columns': () => parseCsv(numbersCsv),
  'read CSV, mixed columns': () => parseCsv(mixedCsv),
  'read CSV with dates': () => parseCsv(sensorCsv, { types: { time: 'date' } }),
  'write CSV, mixed columns': () => narrow.toCsv(),
  'read JSON records': () => parseJson(records),
}

process.stdout.write(`${JSON.stringify(Object.keys(tasks))}\n`)
for await (const name of createInterface({ input: process.stdin })) {
  const used = process.cpuUsage()
  const started = performance.now()
  tasks[name]!()
  const elapsed = performance.now() - started
  const { user, system } = process.cpuUsage(used)
  process.stdout.write(`${JSON.stringify({ elapsed, processor: (user + system) / 1000 })}\n`)
}
