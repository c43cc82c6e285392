import { isNdArray, type NdArray } from '../../arrays/nd-array.ts'
import { ownedTable, Table } from '../../table/table.ts'
import { expectNotInfinite, expectRows } from '../expect-rows.ts'
import type { TransformerJSON } from '../transformers/transformer.ts'

/**
 * Input of a scaler: a numeric table, rows, or an n-dimensional array whose last axis holds the columns, such as the
 * channels of images. The output has the same type.
 */
export type Scalable = Table | NdArray | readonly (readonly number[])[]

/** A scaled n-dimensional array. */
export type ScaledArray = { readonly shape: readonly number[]; readonly data: Float32Array }

/** Output type of a scaler for an input type. */
export type Scaled<Data extends Scalable> = Data extends Table ? Table : Data extends NdArray ? ScaledArray : number[][]

/** Offset and divisor of each column. */
export interface Scaling {
  offset: number[]
  scale: number[]
}

/**
 * Scales columns with parameters learned from training data. Created by {@link standardScaler}, {@link minMaxScaler},
 * {@link robustScaler} or {@link maxAbsScaler}.
 */
export class Scaler {
  /** Name of the function that created it. */
  readonly name: string
  readonly #options: unknown
  readonly #learn: (columns: readonly ArrayLike<number>[]) => Scaling
  #scaling: Scaling | undefined
  #names: readonly string[] | undefined

  constructor(name: string, learn: (columns: readonly ArrayLike<number>[]) => Scaling, options: unknown = {}) {
    this.name = name
    this.#learn = learn
    this.#options = options
  }

  /** Offset and divisor of each column: `scaled = (x − offset) / scale`. */
  get scaling(): Scaling {
    if (!this.#scaling) {
      throw new Error(`${this.name}: expected fit() before anything else. Fit it on the training rows.`)
    }
    return this.#scaling
  }

  /** Learns the parameters from training data, ignoring missing values; returns itself. */
  fit(x: Scalable): this {
    const columns = columnsOf(x, this.name)
    if (columns.length === 0 || columns[0]!.length === 0) {
      throw new RangeError(
        `${this.name}: expected at least one row and column, received none. Fit it on training rows.`,
      )
    }
    const names = x instanceof Table ? x.columns : undefined
    for (const [index, column] of columns.entries()) expectNotInfinite(this.name, column, names?.[index] ?? `x${index}`)
    this.#scaling = this.#learn(columns)
    this.#names = names
    return this
  }

  /** Scales data; missing values stay missing. */
  transform<Data extends Scalable>(x: Data): Scaled<Data> {
    return this.#map(x, false)
  }

  /** Fits on training data and returns it scaled. */
  fitTransform<Data extends Scalable>(x: Data): Scaled<Data> {
    return this.fit(x).transform(x)
  }

  /** Undoes {@link transform}. */
  inverseTransform<Data extends Scalable>(x: Data): Scaled<Data> {
    return this.#map(x, true)
  }

  /** Names of the columns that {@link transform} returns: those it was fitted on, or `x0`, `x1`, … for rows. */
  featureNames(): string[] {
    return [...(this.#names ?? this.scaling.offset.map((_, column) => `x${column}`))]
  }

  /** Returns the fitted state as plain data: see {@link transformerFromJSON}. */
  toJSON(): TransformerJSON {
    return {
      transformer: this.name,
      options: this.#options,
      // Rows have no names: any table with the right number of columns is accepted.
      columns: this.#names ?? [],
      fitted: this.scaling,
    }
  }

  /** Restores the state written by {@link toJSON}, and returns itself. */
  restore(columns: readonly string[], { offset, scale }: Scaling): this {
    const lists = [offset, scale]
    const isScaling = lists.every((list) => Array.isArray(list) && list.every(Number.isFinite))
    if (!isScaling || offset.length !== scale.length || (columns.length > 0 && columns.length !== offset.length)) {
      throw new TypeError(
        `${this.name}: expected an offset and a scale for each column, received ${JSON.stringify(lists).slice(0, 60)}. Write it with JSON.stringify(scaler).`,
      )
    }
    this.#scaling = { offset, scale }
    this.#names = columns.length > 0 ? columns : undefined
    return this
  }

  #map<Data extends Scalable>(x: Data, undo: boolean): Scaled<Data> {
    const { offset, scale } = this.scaling
    const width = offset.length
    if (x instanceof Table) {
      const expected = this.#names ?? x.columns
      if (x.shape[1] !== width || x.columns.some((name, place) => name !== expected[place])) {
        throw new TypeError(
          `${this.name}: expected the columns ${expected.join(', ')} (${width}), received ${x.columns.join(', ')}. Select the columns it was fitted on.`,
        )
      }
      const scaled = x.columns.map((name, column): [string, Float64Array] => {
        const values = x.numbers(name)
        const changed = new Float64Array(values.length)
        scaleInto(changed, values, { offset: offset[column]!, scale: scale[column]!, undo })
        return [name, changed]
      })
      return ownedTable(new Map(scaled), x.shape[0]) as Scaled<Data>
    }
    if (isNdArray(x)) {
      if (x.shape.at(-1) !== width) {
        throw new TypeError(
          `${this.name}: expected ${width} numbers along the last axis, received shape=[${x.shape}]. Pass the channels it was fitted on.`,
        )
      }
      const data = new Float32Array(x.data.length)
      for (let column = 0; column < width; column++) {
        const place = { from: column, step: width }
        scaleInto(data, x.data, { offset: offset[column]!, scale: scale[column]!, undo, ...place })
      }
      return { shape: x.shape, data } as Scaled<Data>
    }
    expectRows(this.name, x, width)
    return Array.from(x as readonly (readonly number[])[], (row) =>
      Array.from(row, (value, column) =>
        undo ? value * scale[column]! + offset[column]! : (value - offset[column]!) / scale[column]!,
      ),
    ) as Scaled<Data>
  }
}

/** Scales every `step`-th number, starting at `from`, or undoes that. */
function scaleInto(
  scaled: Float64Array | Float32Array,
  values: ArrayLike<number>,
  { offset, scale, undo, from = 0, step = 1 }: ColumnScaling,
): void {
  if (undo) for (let place = from; place < values.length; place += step) scaled[place] = values[place]! * scale + offset
  else for (let place = from; place < values.length; place += step) scaled[place] = (values[place]! - offset) / scale
}

interface ColumnScaling {
  offset: number
  scale: number
  undo: boolean
  from?: number
  step?: number
}

function columnsOf(x: Scalable, name: string): ArrayLike<number>[] {
  if (x instanceof Table) return x.columns.map((column) => x.numbers(column))
  if (isNdArray(x)) {
    const width = x.shape.at(-1) ?? 0
    const rows = width > 0 ? x.data.length / width : 0
    return Array.from({ length: width }, (_, column) => {
      const values = new Float64Array(rows)
      for (let row = 0; row < rows; row++) values[row] = x.data[row * width + column]!
      return values
    })
  }
  const width = expectRows(name, x)
  return Array.from({ length: width }, (_, column) => Float64Array.from(x, (row) => row[column]!))
}
