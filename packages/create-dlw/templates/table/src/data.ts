import {
  columnTransformer,
  loadPenguins,
  oneHot,
  oneHotEncoder,
  simpleImputer,
  standardScaler,
  type Table,
  trainValidationTestSplit,
} from '@dlw/data'

/** The column to predict. */
export const target = 'species'

/** Reads the table. For your own file: `return loadCsv('data/my-file.csv')`. */
export async function readTable(): Promise<Table> {
  return loadPenguins()
}

/**
 * Splits the rows and turns the columns into numbers. Medians, means and categories come from the training rows alone:
 * nothing of the other rows reaches the training.
 */
export function prepare(table: Table) {
  const rows = table.dropMissing(target)
  const { values: y, classes } = oneHot(rows.labels(target))
  const parts = trainValidationTestSplit(
    { x: rows.drop(target), y },
    { validationSize: 0.2, testSize: 0.2, seed: 0, stratify: y },
  )
  const preprocessor = columnTransformer([
    { columns: 'numbers', steps: [simpleImputer({ strategy: 'median' }), standardScaler()] },
    { columns: 'texts', steps: [simpleImputer({ strategy: 'mostFrequent' }), oneHotEncoder({ unknown: 'ignore' })] },
  ])
  const x = preprocessor.fitTransform(parts.train.x)
  return {
    classes,
    preprocessor,
    train: { x, y: parts.train.y },
    validation: { x: preprocessor.transform(parts.validation.x), y: parts.validation.y },
    test: { x: preprocessor.transform(parts.test.x), y: parts.test.y },
  }
}

export type Prepared = ReturnType<typeof prepare>
