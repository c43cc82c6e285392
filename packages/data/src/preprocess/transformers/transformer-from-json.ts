import { hashingEncoder } from '../encoders/hashing-encoder.ts'
import { oneHotEncoder } from '../encoders/one-hot-encoder.ts'
import { ordinalEncoder } from '../encoders/ordinal-encoder.ts'
import { targetEncoder } from '../encoders/target-encoder.ts'
import { maxAbsScaler } from '../scalers/max-abs-scaler.ts'
import { minMaxScaler } from '../scalers/min-max-scaler.ts'
import { normalizer } from '../scalers/normalizer.ts'
import { powerTransformer } from '../scalers/power-transformer.ts'
import { quantileTransformer } from '../scalers/quantile-transformer.ts'
import { robustScaler } from '../scalers/robust-scaler.ts'
import { Scaler, type Scaling } from '../scalers/scaler.ts'
import { standardScaler } from '../scalers/standard-scaler.ts'
import { ColumnTransformer } from './column-transformer.ts'
import { polynomialFeatures } from './polynomial-features.ts'
import { simpleImputer } from './simple-imputer.ts'
import type { TableTransformer } from './table-transformer.ts'
import type { Transformer, TransformerJSON } from './transformer.ts'

type Make = (options: never) => Scaler | TableTransformer<unknown>

const makers: Readonly<Record<string, Make>> = {
  hashingEncoder,
  maxAbsScaler,
  minMaxScaler,
  normalizer,
  oneHotEncoder,
  ordinalEncoder,
  polynomialFeatures,
  powerTransformer,
  quantileTransformer,
  robustScaler,
  simpleImputer,
  standardScaler,
  targetEncoder,
}

/**
 * Makes a fitted transformer of what its `toJSON` wrote: the same rows become the same digits, in another process or in
 * a page.
 *
 * @param json The text, or what `JSON.parse` made of it.
 * @throws TypeError for anything else.
 * @see joblib.dump and joblib.load in Python; unlike them, this runs no code of the file
 * @example
 * ```ts
 * import { standardScaler, Table, transformerFromJSON } from '@dlw/data'
 *
 * const text = JSON.stringify(standardScaler().fit(Table.fromColumns({ mass: [3000, 5000] })))
 * console.log(transformerFromJSON(text).transform(Table.fromColumns({ mass: [4500] })).toArray()) // → [ [ 0.5 ] ]
 * ```
 */
export function transformerFromJSON(json: string | TransformerJSON): Transformer {
  const { transformer, options, columns, fitted } = parsed(json)
  if (transformer === 'columnTransformer') {
    const groups = (Array.isArray(fitted) ? fitted : []).map(
      (group: { columns: string[]; steps: TransformerJSON[] }) => {
        if (!isNames(group?.columns) || !Array.isArray(group.steps)) throw unreadable('groups of columns and steps')
        return { columns: group.columns, steps: group.steps.map(transformerFromJSON) }
      },
    )
    const { remainder } = options as { remainder: 'drop' | 'passthrough' }
    return new ColumnTransformer(groups, remainder, { columns, names: groups.map((group) => group.columns) })
  }
  const make = Object.hasOwn(makers, transformer) ? makers[transformer]! : undefined
  if (!make) throw unreadable(`one of ${Object.keys(makers).join(', ')}, columnTransformer`, transformer)
  const made = make((options ?? {}) as never)
  return made instanceof Scaler ? made.restore(columns, fitted as Scaling) : made.restore(columns, fitted)
}

function parsed(json: string | TransformerJSON): TransformerJSON {
  let value: unknown = json
  if (typeof json === 'string') {
    try {
      value = JSON.parse(json)
    } catch (cause) {
      throw unreadable('JSON', json.slice(0, 40), cause)
    }
  }
  const { transformer, columns, fitted } = (value ?? {}) as Partial<TransformerJSON>
  if (typeof transformer === 'string' && isNames(columns) && typeof fitted === 'object' && fitted !== null) {
    return value as TransformerJSON
  }
  throw unreadable('what toJSON() wrote', JSON.stringify(value)?.slice(0, 60))
}

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string')

const unreadable = (expected: string, received = 'something else', cause?: unknown): TypeError =>
  new TypeError(
    `transformerFromJSON: expected ${expected}, received ${received}. Write it with JSON.stringify(transformer).`,
    { cause },
  )
