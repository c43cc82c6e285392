import { describe, expect, it } from 'vitest'
import { hashingEncoder } from './encoders/hashing-encoder.ts'
import { oneHotEncoder } from './encoders/one-hot-encoder.ts'
import { ordinalEncoder } from './encoders/ordinal-encoder.ts'
import { maxAbsScaler } from './scalers/max-abs-scaler.ts'
import { minMaxScaler } from './scalers/min-max-scaler.ts'
import { normalizer } from './scalers/normalizer.ts'
import { powerTransformer } from './scalers/power-transformer.ts'
import { quantileTransformer } from './scalers/quantile-transformer.ts'
import { robustScaler } from './scalers/robust-scaler.ts'
import { standardScaler } from './scalers/standard-scaler.ts'
import { polynomialFeatures } from './transformers/polynomial-features.ts'
import { simpleImputer } from './transformers/simple-imputer.ts'

const rows = [
  [1, 2],
  [3, 5],
]
const hostile: [string, unknown, RegExp][] = [
  ['text', [['a', 'b']], /received 'a' in row 0, column 0/],
  ['texts of digits', [['1', '2']], /received '1' in row 0, column 0/],
  [
    'mixed rows',
    [
      [1, 2],
      [3, 'x'],
    ],
    /received 'x' in row 1, column 1/,
  ],
  ['null', [[1, null]], /received null in row 0, column 1/],
  ['a hole', [[1, undefined]], /received undefined in row 0, column 1/],
  ['booleans', [[true, false]], /received true in row 0, column 0/],
  ['infinity', [[1, Number.NEGATIVE_INFINITY]], /expected finite numbers.*received -Infinity in row 0/],
  ['ragged rows', [[1, 2], [3]], /expected 2 numbers in each row, received 1 in row 1/],
  ['one list', [1, 2], /expected rows of numbers, received 1 as row 0/],
  ['no rows', [], /expected at least one row and column/],
  ['empty rows', [[]], /expected at least one row and column/],
  ['nothing', null, /expected a table or rows of numbers, received null/],
  ['a text', 'abc', /expected a table or rows of numbers, received 'abc'/],
  ['a number', 7, /expected a table or rows of numbers, received 7/],
]

interface Fitting {
  fit(x: number[][]): { transform(x: number[][]): number[][] }
}

describe.each<() => Fitting>([
  standardScaler,
  minMaxScaler,
  maxAbsScaler,
  robustScaler,
  quantileTransformer,
  powerTransformer,
  normalizer,
  polynomialFeatures,
  simpleImputer,
  oneHotEncoder,
  ordinalEncoder,
  () => hashingEncoder({ features: 4 }),
])('%o', (create) => {
  it.each(hostile)('is not fitted on %s', (_, x, message) => {
    expect(() => create().fit(x as number[][])).toThrow(message)
  })

  it('transforms no text, and keeps what was fitted', () => {
    const fitted = create().fit(rows)
    expect(() => fitted.transform([[1, 'x' as never]])).toThrow(/received 'x' in row 0, column 1/)
    expect(fitted.transform(rows)).toEqual(create().fit(rows).transform(rows))
  })
})
