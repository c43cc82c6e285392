import { type ColorScheme, scaleColors } from '../figure/color-scale.ts'
import { checkSize, composeFigure } from '../figure/compose-figure.ts'
import { extent } from '../figure/extent.ts'
import { figureHead } from '../figure/figure-head.ts'
import { shortNumber } from '../figure/short-number.ts'
import { valueShade } from '../marks/value-shade.ts'
import type { HeatMapOptions } from './heat-map-options.ts'
import { drawMatrix, labelWords, matrixLayout } from './matrix-panel.ts'

/** A matrix with names. */
export interface HeatMapData {
  /** Names of the rows, from top to bottom. */
  rows: readonly string[]
  /** Names of the columns, from left to right. */
  columns: readonly string[]
  /** One list of numbers per row, NaN where a value is missing. */
  values: readonly ArrayLike<number>[]
}

/** What a heat map needs beside its options. */
export interface HeatMapFigureOptions extends HeatMapOptions {
  caller: string
  document: Document
  scheme: ColorScheme
  name: string
}

/** More cells are no picture any more. */
const mostCells = 4_000_000

/** Draws a heat map with the scale of its colours above. */
export function heatMapFigure(data: HeatMapData, options: HeatMapFigureOptions): SVGSVGElement {
  const { caller, document, scheme, annotate = true, name, xLabel, yLabel, digits } = options
  checkMatrix(caller, data)
  const found = findEnds(data)
  if (found === undefined) {
    throw new RangeError(
      `${caller}: expected finite values, received none among ${data.rows.length * data.columns.length}. Check what was computed before.`,
    )
  }
  if (!(digits === undefined || (Number.isInteger(digits) && digits >= 0 && digits <= 20))) {
    throw new RangeError(
      `${caller}: expected digits from 0 to 20, received digits=${digits}. Leave it out for three significant digits.`,
    )
  }
  const range = colorRange(caller, options, found.low.value, found.high.value)
  const write = cellText(digits, found.low.value, found.high.value)
  const layout = matrixLayout({
    ...{ rows: data.rows, columns: data.columns, values: data.values, width: options.width },
    text: annotate ? (row, column) => write(data.values[row]![column]!) : undefined,
    ...(xLabel === undefined ? {} : { xLabel }),
    ...(yLabel === undefined ? {} : { yLabel }),
  })
  const [from, to] = range.map(write) as [string, string]
  const head = figureHead(options, layout.width, { label: '', colors: scaleColors(scheme, 24), from, to })
  const height = options.height ?? head.height + layout.height
  checkSize(caller, layout.width, height)
  const svg = drawMatrix(document, layout, height - head.height, valueShade(scheme, range))
  return composeFigure({
    ...{ document, width: layout.width, height, head, name },
    panels: [{ svg, x: 0, y: 0 }],
    description: options.description ?? `${name} of ${describe(data, found)}${labelWords(layout)}`,
  })
}

/** Writes cells: with those digits, or with as many decimals as the largest number needs for three significant digits. */
function cellText(digits: number | undefined, low: number, high: number): (value: number) => string {
  const largest = Math.max(Math.abs(low), Math.abs(high))
  const isWhole = largest < 1e6 && Number.isInteger(low) && Number.isInteger(high)
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(largest || 1)))
  return (value) => {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? '' : value > 0 ? '∞' : '−∞'
    const isPlain = largest < 1e6 && (largest >= 1e-3 || largest === 0)
    const fixed = digits ?? (isWhole && Number.isInteger(value) ? 0 : decimals)
    const text = digits !== undefined || isPlain ? fixedText(value, fixed) : shortNumber(value).replace('e+', 'e')
    return text.replace('-', '−')
  }
}

/** Decimals as asked for; numbers that are too long for a cell in powers of ten. */
const fixedText = (value: number, digits: number): string =>
  Math.abs(value) < 0.5 / 10 ** digits
    ? (0).toFixed(digits)
    : Math.abs(value) < 1e9
      ? value.toFixed(digits)
      : value.toExponential(Math.min(digits, 2)).replace('e+', 'e')

function checkMatrix(caller: string, { rows, columns, values }: HeatMapData): void {
  const wrong = values?.findIndex((row) => row?.length !== columns.length)
  if (!(rows?.length > 0 && columns?.length > 0 && values?.length === rows.length && wrong === -1)) {
    const shape =
      wrong === undefined || wrong < 0
        ? `${values?.length} rows of values`
        : `${values[wrong]?.length} values in row ${wrong}`
    throw new RangeError(
      `${caller}: expected values of shape [rows, columns], received ${shape} for ${rows?.length} rows and ${columns?.length} columns. Pass { rows, columns, values }.`,
    )
  }
  if (!(rows.length * columns.length <= mostCells)) {
    throw new RangeError(
      `${caller}: expected at most ${mostCells.toLocaleString('en')} cells, received ${rows.length} × ${columns.length}. Draw a part, or means of groups.`,
    )
  }
}

interface Cell {
  value: number
  row: number
  column: number
}

function findEnds({ values }: HeatMapData): { low: Cell; high: Cell; missing: number } | undefined {
  let [low, high, missing]: [Cell | undefined, Cell | undefined, number] = [undefined, undefined, 0]
  values.forEach((list, row) => {
    for (let column = 0; column < list.length; column++) {
      const cell = { value: list[column]!, row, column }
      if (!Number.isFinite(cell.value)) missing += 1
      else {
        if (low === undefined || cell.value < low.value) low = cell
        if (high === undefined || cell.value > high.value) high = cell
      }
    }
  })
  return low === undefined || high === undefined ? undefined : { low, high, missing }
}

/** The values of the first and the last colour: as far below the centre as above. */
function colorRange(caller: string, { min, max, center }: HeatMapOptions, low: number, high: number): [number, number] {
  for (const [option, value] of Object.entries({ min, max, center })) {
    if (value !== undefined && !Number.isFinite(value)) {
      throw new RangeError(
        `${caller}: expected a finite ${option}, received ${option}=${value}. Leave it out for the default.`,
      )
    }
  }
  const [from, to] = [min ?? low, max ?? high]
  if (!(from <= to)) {
    throw new RangeError(`${caller}: expected min up to max, received min=${from} with max=${to}. Swap them.`)
  }
  if (center === undefined) return [from, to]
  const reach = extent([Math.abs(from - center), Math.abs(to - center)])[1]
  return [center - reach, center + reach]
}

function describe(
  { rows, columns }: HeatMapData,
  { low, high, missing }: NonNullable<ReturnType<typeof findEnds>>,
): string {
  const place = ({ row, column, value }: Cell): string => `${shortNumber(value)} (${rows[row]}, ${columns[column]})`
  const gaps = missing === 0 ? '' : ` ${missing} values are not finite.`
  return `${rows.length} rows and ${columns.length} columns: values from ${place(low)} to ${place(high)}.${gaps}`
}
