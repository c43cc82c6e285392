import { useBackend } from '@dlw/backend'
import {
  columnTransformer,
  decodeOneHot,
  oneHot,
  oneHotEncoder,
  simpleImputer,
  standardScaler,
  type Table,
  trainValidationTestSplit,
} from '@dlw/data'
import { denseNetwork, toKeras } from '@dlw/models'
import { accuracy, compile, confusionMatrix, earlyStopping, fit, predict, regressionReport } from '@dlw/train'
import type { ProgramContext, ProgramOptions } from '../../../episodes/src/program.ts'
import { chooseFeatures, type Features } from './choose-features.ts'
import { columnKinds, isClasses } from './table-columns.ts'
import type { OwnTableResults } from './table-messages.ts'

const most = { rows: 20_000, classes: 30, shown: 2000 }

/** Trains a small network that predicts a column of the reader's table, and measures it on rows of its own. */
export async function trainOnTable(
  given: Table,
  target: string,
  { seed, epochs, device }: ProgramOptions,
  context: ProgramContext,
): Promise<{ own: OwnTableResults; matrix?: { classes: string[]; counts: number[][] } }> {
  const known = given.dropMissing(target)
  const table = known.shape[0] > most.rows ? known.sample({ count: most.rows, seed }) : known
  const features = chooseFeatures(table, target)
  const notes = [...leftOut(given.shape[0], known.shape[0], table.shape[0]), ...features.notes]
  const question = askClasses(table, target) ?? askNumber(table, target)
  const { classes } = question
  const isOdds = classes.length > 0
  if (classes.length > most.classes) {
    throw new RangeError(
      `Your table: expected at most ${most.classes} classes in ${target}, received ${classes.length}. Choose a column with fewer values, or with numbers.`,
    )
  }
  context.backend(await useBackend(device))
  const smallest = Math.min(...classes.map((name) => question.labels.filter((label) => label === name).length))
  const isEven = isOdds && smallest >= 5
  if (isOdds && !isEven) notes.push(`A class has only ${smallest} rows: some parts may have none of them.`)
  const rows = { x: table.drop(target), y: question.y }
  const sizes = { validationSize: 0.2, testSize: 0.2, seed, ...(isEven && { stratify: question.labels }) }
  const { train, validation, test } = trainValidationTestSplit(rows, sizes)
  const preprocessor = columnTransformer(stepsFor(features))
  const x = preprocessor.fitTransform(train.x)
  const scaler = standardScaler()
  if (!isOdds) scaler.fit(train.y)
  const scaled = (y: number[][]): number[][] => (isOdds ? y : scaler.transform(y))
  const outputs = Math.max(1, classes.length)
  const model = denseNetwork({
    inputs: x.shape[1],
    hidden: [16],
    outputs,
    seed,
    ...(isOdds && { outputActivation: 'softmax' }),
  })
  try {
    compile(model, { loss: isOdds ? 'categoricalCrossentropy' : 'meanSquaredError', learningRate: 0.01 })
    await fit(
      model,
      { x, y: scaled(train.y) },
      {
        epochs,
        seed,
        batchSize: Math.max(32, Math.round(train.y.length / 100)),
        validation: { x: preprocessor.transform(validation.x), y: scaled(validation.y) },
        callbacks: [context.training('your table'), earlyStopping({ patience: 10, restoreBestWeights: true })],
      },
    )
    const raw = (await predict(model, preprocessor.transform(test.x))) as number[][]
    const saved = {
      model: base64(await toKeras(model)),
      preparation: JSON.stringify({ target, ...(isOdds ? { classes } : { scaler }), preprocessor }),
    }
    if (isOdds) {
      const actual = decodeOneHot(test.y, classes)
      const predicted = decodeOneHot(raw, classes)
      const score = classesInWords(actual, predicted, mostFrequent(decodeOneHot(train.y, classes)))
      return { own: { notes, score, ...saved }, matrix: confusionMatrix(actual, predicted, { classes }) }
    }
    const actual = test.y.flat()
    const predicted = scaler.inverseTransform(raw).flat()
    const mean = scaler.scaling.offset[0]!
    const predictions = { actual: actual.slice(0, most.shown), predicted: predicted.slice(0, most.shown) }
    return { own: { notes, score: errorsInWords(actual, predicted, mean), predictions, ...saved } }
  } finally {
    model.dispose()
  }
}

/** What is to be predicted: one-hot rows of classes, or a number per row. */
interface Question {
  classes: string[]
  labels: string[]
  y: number[][]
}

function askClasses(table: Table, target: string): Question | undefined {
  const kind = columnKinds(table.select(target))[0]!
  if (kind.distinct < 2) {
    const only = kind.distinct === 0 ? 'no values' : `only ${JSON.stringify(String(table.column(target)[0]))}`
    throw new RangeError(
      `Your table: expected at least two different values in ${target}, received ${only}. Choose another column to predict.`,
    )
  }
  if (!isClasses(table, kind)) return undefined
  const labels = kind.isNumber ? Array.from(table.numbers(target), String) : table.labels(target)
  const { values, classes } = oneHot(labels)
  return { classes, labels, y: values }
}

function askNumber(table: Table, target: string): Question {
  const values = table.numbers(target)
  const wrong = values.findIndex((value) => !Number.isFinite(value))
  if (wrong >= 0) {
    throw new RangeError(
      `Your table: expected finite numbers in ${target}, received ${values[wrong]}. Correct the file.`,
    )
  }
  return { classes: [], labels: [], y: Array.from(values, (value) => [value]) }
}

function stepsFor({ numbers, categories }: Features): Parameters<typeof columnTransformer>[0] {
  return [
    ...(numbers.length > 0
      ? [{ columns: numbers, steps: [simpleImputer({ strategy: 'median' }), standardScaler()] }]
      : []),
    ...(categories.length > 0
      ? [
          {
            columns: categories,
            steps: [simpleImputer({ strategy: 'mostFrequent' }), oneHotEncoder({ unknown: 'ignore' })],
          },
        ]
      : []),
  ]
}

function leftOut(given: number, known: number, used: number): string[] {
  return [
    ...(known < given ? [`${given - known} rows without a value to predict are left out.`] : []),
    ...(used < known ? [`Of ${known} rows, ${used} random ones are used.`] : []),
  ]
}

function mostFrequent(labels: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0]
}

function classesInWords(actual: readonly string[], predicted: readonly string[], usual: string): string {
  const percent = (share: number): string => `${Math.round(100 * share)} %`
  const always = accuracy(
    actual,
    actual.map(() => usual),
  )
  return `Accuracy: ${percent(accuracy(actual, predicted))} of ${actual.length} test rows. Always answering ${usual} would give ${percent(always)}.`
}

function errorsInWords(actual: readonly number[], predicted: readonly number[], mean: number): string {
  const { rootMeanSquaredError, r2 } = regressionReport(actual, predicted)
  const always = regressionReport(
    actual,
    actual.map(() => mean),
  ).rootMeanSquaredError
  const digits = (value: number): string => String(Number(value.toPrecision(3)))
  return `Root mean squared error: ${digits(rootMeanSquaredError)} on ${actual.length} test rows; R² is ${r2.toFixed(2)}. Always answering the mean would give ${digits(always)}.`
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
