import { svgElement } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { parseColor } from '../figure/parse-color.ts'
import { rasterUrl } from '../figure/raster.ts'
import { textColorOn } from '../figure/text-color-on.ts'
import { listWords } from '../text/list-words.ts'
import { fitText, textWidth } from '../text/text-width.ts'

/** A matrix as coloured cells. */
export interface MatrixPanelOptions {
  rows: readonly string[]
  columns: readonly string[]
  /** One list of values per row. */
  values: readonly ArrayLike<number>[]
  /** What a cell shows. Without it cells have colours only. */
  text?: ((row: number, column: number) => string) | undefined
  xLabel?: string
  yLabel?: string
  /** Pixels of the whole panel. Default to what the cells need. */
  width?: number | undefined
}

/** Where things are in a matrix panel. */
export interface MatrixLayout extends MatrixPanelOptions {
  width: number
  height: number
  left: number
  bottom: number
  isTilted: boolean
  rowLabels: string[]
  columnLabels: string[]
}

const longestLabel = 170
const edge = { top: 8, right: 12 }
/** More cells than this are one image, without words in them. */
const mostTexts = 2500
const smallestText = 8

/** Lays a matrix out: cells are as large as their words need, and smaller the more there are. */
export function matrixLayout(options: MatrixPanelOptions): MatrixLayout {
  const { rows, columns, text, xLabel, yLabel } = options
  const hasTexts = text !== undefined && rows.length * columns.length <= mostTexts
  const labelRoom = options.width === undefined ? longestLabel : Math.min(longestLabel, options.width * 0.3)
  const rowLabels = rows.map((name) => fitText(name, labelRoom))
  const columnLabels = columns.map((name) => fitText(name, labelRoom))
  const [rowWidth, columnWidth] = [rowLabels, columnLabels].map(
    (names) => extent(names.map((name) => textWidth(name)))[1],
  )
  let widest = 0
  if (hasTexts) {
    rows.forEach((_, row) => {
      columns.forEach((_, column) => {
        widest = Math.max(widest, textWidth(text(row, column), 11))
      })
    })
  }
  const least = hasTexts ? Math.max(34, widest + 8) : 1
  const size = (count: number): number => Math.max(least, Math.min(110, (hasTexts ? 520 : 640) / count))
  const left = rowWidth! + (yLabel === undefined ? 20 : 40)
  const cell = options.width === undefined ? size(columns.length) : (options.width - left - edge.right) / columns.length
  const isTilted = columnWidth! > cell - 8
  // The first of the tilted words must not begin left of the figure.
  const marginLeft = isTilted ? Math.max(left, columnWidth! * 0.71 + 12 - cell / 2) : left
  const bottom = (isTilted ? columnWidth! * 0.71 + 24 : 30) + (xLabel === undefined ? 0 : 20)
  const width = options.width ?? Math.ceil(marginLeft + columns.length * cell + edge.right)
  const height = Math.ceil(edge.top + rows.length * size(Math.max(rows.length, columns.length)) + bottom)
  const { text: _, ...rest } = options
  return {
    ...(hasTexts ? options : rest),
    ...{ width, height, left: marginLeft, bottom, isTilted, rowLabels, columnLabels },
  }
}

/** Sentences with the whole of the names that a layout has shortened, and with the titles of its axes. */
export function labelWords({ rows, columns, rowLabels, columnLabels, xLabel, yLabel }: MatrixLayout): string {
  const isShort = (names: readonly string[], drawn: readonly string[]): boolean =>
    names.some((name, index) => name !== drawn[index])
  return [
    yLabel === undefined ? '' : ` Rows: ${yLabel}.`,
    xLabel === undefined ? '' : ` Columns: ${xLabel}.`,
    isShort(rows, rowLabels) ? ` Names of rows: ${listWords(rows)}.` : '',
    isShort(columns, columnLabels) ? ` Names of columns: ${listWords(columns)}.` : '',
  ].join('')
}

/** Draws a matrix in a panel of that height; `shade` gives the colour of a value, and none for a missing one. */
export function drawMatrix(
  document: Document,
  layout: MatrixLayout,
  height: number,
  shade: (value: number) => string | undefined,
): SVGSVGElement {
  const { width, left, bottom, isTilted, rowLabels, columnLabels, xLabel, yLabel } = layout
  const svg = svgElement(document, 'svg', { width, height, overflow: 'visible' })
  const [cellWidth, cellHeight] = [
    (width - left - edge.right) / columnLabels.length,
    (height - edge.top - bottom) / rowLabels.length,
  ]
  const x = (column: number): number => left + column * cellWidth
  const y = (row: number): number => edge.top + row * cellHeight
  if (rowLabels.length * columnLabels.length > mostTexts) svg.append(cellImage(document, layout, height, shade))
  else svg.append(...cells(document, layout, { x, y, cellWidth, cellHeight }, shade))
  const everyRow = Math.ceil(14 / cellHeight)
  rowLabels.forEach((name, row) => {
    if (row % everyRow !== 0) return
    const place = { x: left - 6, y: y(row + 0.5), dy: '.32em', 'text-anchor': 'end' }
    svg.append(svgElement(document, 'text', place, [name]))
  })
  const everyColumn = Math.ceil((isTilted ? 16 : 0) / cellWidth) || 1
  columnLabels.forEach((name, column) => {
    if (column % everyColumn !== 0) return
    const [at, below] = [x(column + 0.5), height - bottom + (isTilted ? 10 : 16)]
    const place = isTilted
      ? { transform: `translate(${at},${below}) rotate(-45)`, dy: '.32em', 'text-anchor': 'end' }
      : { x: at, y: below, 'text-anchor': 'middle' }
    svg.append(svgElement(document, 'text', place, [name]))
  })
  if (xLabel !== undefined) {
    const place = { x: x(columnLabels.length / 2), y: height - 6, 'text-anchor': 'middle' }
    svg.append(svgElement(document, 'text', place, [fitText(xLabel, width - left)]))
  }
  if (yLabel !== undefined) {
    const transform = `translate(12,${y(rowLabels.length / 2)}) rotate(-90)`
    const words = fitText(yLabel, height - bottom)
    svg.append(svgElement(document, 'text', { transform, dy: '.32em', 'text-anchor': 'middle' }, [words]))
  }
  return svg
}

interface Grid {
  x(column: number): number
  y(row: number): number
  cellWidth: number
  cellHeight: number
}

function cells(
  document: Document,
  { values, text, rows, columns }: MatrixLayout,
  { x, y, cellWidth, cellHeight }: Grid,
  shade: (value: number) => string | undefined,
): SVGElement[] {
  const parts: SVGElement[] = []
  const longest =
    text === undefined
      ? 1
      : extent(rows.flatMap((_, row) => columns.map((_, column) => textWidth(text(row, column), 1))))[1]
  const size = Math.min(16, cellHeight / 2.4, (cellWidth - 6) / Math.max(longest, 0.5))
  rows.forEach((_, row) => {
    columns.forEach((_, column) => {
      const fill = shade(values[row]![column]!)
      const box = {
        x: x(column) + 0.5,
        y: y(row) + 0.5,
        width: Math.max(0.5, cellWidth - 1),
        height: Math.max(0.5, cellHeight - 1),
      }
      const look = fill === undefined ? { fill: 'none', stroke: 'currentColor', 'stroke-opacity': 0.25 } : { fill }
      parts.push(svgElement(document, 'rect', { ...box, ...look }))
      const words = text?.(row, column) ?? ''
      if (words === '' || !(size >= smallestText)) return
      const place = { x: x(column + 0.5), y: y(row + 0.5), dy: '.32em', 'text-anchor': 'middle', 'font-size': size }
      const ink = fill === undefined ? {} : { fill: textColorOn(fill) }
      parts.push(svgElement(document, 'text', { ...place, ...ink }, [words]))
    })
  })
  return parts
}

/** Very many cells as an image of one pixel each. */
function cellImage(
  document: Document,
  { values, rows, columns, left, bottom, width }: MatrixLayout,
  height: number,
  shade: (value: number) => string | undefined,
): SVGElement {
  const data = new Uint8Array(rows.length * columns.length * 3)
  const known = new Map<string | undefined, number[]>()
  rows.forEach((_, row) => {
    columns.forEach((_, column) => {
      const color = shade(values[row]![column]!)
      let bytes = known.get(color)
      if (bytes === undefined) {
        bytes = parseColor(color ?? '#808080')
        known.set(color, bytes)
      }
      data.set(bytes, (row * columns.length + column) * 3)
    })
  })
  const href = rasterUrl({ width: columns.length, height: rows.length, channels: 3, data })
  const box = { x: left, y: edge.top, width: width - left - edge.right, height: height - edge.top - bottom }
  const style = columns.length > box.width ? undefined : 'image-rendering:pixelated'
  return svgElement(document, 'image', { ...box, href, preserveAspectRatio: 'none', style })
}
