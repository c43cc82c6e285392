import { isNdArray, type NdArray } from '../../arrays/nd-array.ts'
import { Table } from '../../table/table.ts'
import type { TransformerJSON } from '../transformers/transformer.ts'

/**
 * What a scaler scales: a table of numeric columns, rows, or an array of any shape, whose last axis are the columns:
 * the channels of images. The same kind comes back.
 */
export type Scalable = Table | NdArray | readonly (readonly number[])[]

/** Numbers in a regular shape, scaled. */
export type ScaledArray = { readonly shape: readonly number[]; readonly data: Float32Array }

/** What a scaler returns for what it is given. */
export type Scaled<Data extends Scalable> = Data extends Table ? Table : Data extends NdArray ? ScaledArray : number[][]

/** For each column the number subtracted and the number divided by. */
export interface Scaling {
  offset: number[]
  scale: number[]
}

/**
 * Scales columns by what it learned from training data. Made by {@link standardScaler}, {@link minMaxScaler},
 * {@link robustScaler} or {@link maxAbsScaler}.
 */
export class Scaler {
  /** Name of the function that made it. */
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

  /** What was subtracted from and what divided each column: `scaled = (x − offset) / scale`. */
  get scaling(): Scaling {
    if (!this.#scaling) {
      throw new Error(`${this.name}: expected fit() before anything else. Fit it on the training rows.`)
    }
    return this.#scaling
  }

  /** Learns from training data, missing values left out; returns itself. */
  fit(x: Scalable): this {
    const columns = columnsOf(x, this.name)
    if (columns.length === 0 || columns[0]!.length === 0) {
      throw new RangeError(
        `${this.name}: expected at least one row and column, received none. Fit it on training rows.`,
      )
    }
    this.#scaling = this.#learn(columns)
    this.#names = x instanceof Table ? x.columns : undefined
    return this
  }

  /** Scales; missing values stay missing. */
  transform<Data extends Scalable>(x: Data): Scaled<Data> {
    const { offset, scale } = this.scaling
    return this.#map(x, (value, column) => (value - offset[column]!) / scale[column]!)
  }

  /** Learns from training data and scales it. */
  fitTransform<Data extends Scalable>(x: Data): Scaled<Data> {
    return this.fit(x).transform(x)
  }

  /** Undoes {@link transform}. */
  inverseTransform<Data extends Scalable>(x: Data): Scaled<Data> {
    const { offset, scale } = this.scaling
    return this.#map(x, (value, column) => value * scale[column]! + offset[column]!)
  }

  /** The columns that {@link transform} returns: those it was fitted on; of rows `x0`, `x1`, … */
  featureNames(): string[] {
    return [...(this.#names ?? this.scaling.offset.map((_, column) => `x${column}`))]
  }

  /** What it learned, as plain data: see {@link transformerFromJSON}. */
  toJSON(): TransformerJSON {
    return {
      transformer: this.name,
      options: this.#options,
      // Rows have no names, and any table of that many columns will do.
      columns: this.#names ?? [],
      fitted: this.scaling,
    }
  }

  /** Takes back what {@link toJSON} wrote, and returns itself. */
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

  #map<Data extends Scalable>(x: Data, change: (value: number, column: number) => number): Scaled<Data> {
    const width = this.scaling.offset.length
    if (x instanceof Table) {
      const expected = this.#names ?? x.columns
      if (x.shape[1] !== width || x.columns.some((name, place) => name !== expected[place])) {
        throw new TypeError(
          `${this.name}: expected the columns ${expected.join(', ')} (${width}), received ${x.columns.join(', ')}. Select the columns it was fitted on.`,
        )
      }
      const scaled = x.columns.map((name, column): [string, Float64Array] => [
        name,
        x.numbers(name).map((value) => change(value, column)),
      ])
      return Table.fromColumns(new Map(scaled)) as Scaled<Data>
    }
    if (isNdArray(x)) {
      if (x.shape.at(-1) !== width) {
        throw new TypeError(
          `${this.name}: expected ${width} numbers along the last axis, received shape=[${x.shape}]. Pass the channels it was fitted on.`,
        )
      }
      const data = new Float32Array(x.data.length)
      for (let place = 0; place < data.length; place++) data[place] = change(x.data[place]!, place % width)
      return { shape: x.shape, data } as Scaled<Data>
    }
    return (x as readonly (readonly number[])[]).map((row, index) => {
      if (row.length !== width) {
        throw new TypeError(
          `${this.name}: expected ${width} numbers in each row, received ${row.length} in row ${index}. Pass the columns it was fitted on.`,
        )
      }
      return row.map(change)
    }) as Scaled<Data>
  }
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
  const width = x[0]?.length ?? 0
  const ragged = x.findIndex((row) => row.length !== width)
  if (ragged >= 0) {
    throw new TypeError(
      `${name}: expected ${width} numbers in each row, received ${x[ragged]!.length} in row ${ragged}. Make the rows equally long.`,
    )
  }
  return Array.from({ length: width }, (_, column) => x.map((row) => row[column]!))
}
