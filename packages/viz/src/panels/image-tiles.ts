import { checkSize, composeFigure } from '../figure/compose-figure.ts'
import { svgElement } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { figureHead } from '../figure/figure-head.ts'
import type { PlotOptions } from '../figure/plot-options.ts'
import { type Raster, rasterUrl } from '../figure/raster.ts'
import { fitText } from '../text/text-width.ts'

/** One picture of a grid. */
export interface Picture {
  raster: Raster
  /** Lines of text below the picture. */
  lines: readonly string[]
  /** Colour of a frame around the picture. Defaults to none. */
  frame?: string
}

/** Options of `pictureGrid`. */
export interface PictureGridOptions extends PlotOptions {
  caller: string
  columns: number
  name: string
  description: string
  document: Document
  /** Words below the whole grid. */
  note?: string
}

/** Pictures in rows, enlarged without smoothing so that each pixel shows, with lines of text below each. */
export function pictureGrid(pictures: readonly Picture[], options: PictureGridOptions): SVGSVGElement {
  const { document, name, description, note, caller } = options
  checkCount(caller, 'columns', options.columns)
  const columns = Math.min(options.columns, pictures.length)
  const gap = 12
  const width = options.width ?? Math.max(200, columns * 132 + gap)
  const size = Math.max(1, (width - gap) / columns - gap)
  const aspect = pictures[0]!.raster.height / pictures[0]!.raster.width
  const rowHeight = size * aspect + 16 * extent(pictures.map(({ lines }) => lines.length))[1] + gap + 4
  const noteHeight = note === undefined ? 0 : 20
  const head = figureHead({ title: options.title }, width)
  const height = Math.ceil(head.height + gap + Math.ceil(pictures.length / columns) * rowHeight + noteHeight)
  checkSize(caller, width, height)
  const svg = svgElement(document, 'svg', { width, height: height - head.height, overflow: 'visible' })
  pictures.forEach(({ raster, lines, frame }, index) => {
    const x = gap + (index % columns) * (size + gap)
    const y = gap + Math.floor(index / columns) * rowHeight
    const box = { x, y, width: size, height: size * aspect }
    const smooth = raster.width > size ? {} : { style: 'image-rendering:pixelated' }
    svg.append(
      svgElement(document, 'image', { ...box, href: rasterUrl(raster), preserveAspectRatio: 'none', ...smooth }),
      svgElement(document, 'rect', {
        ...box,
        fill: 'none',
        stroke: frame ?? 'currentColor',
        ...(frame === undefined ? { 'stroke-opacity': 0.3 } : { 'stroke-width': 3 }),
      }),
      ...lines.map((line, row) =>
        svgElement(
          document,
          'text',
          { x: x + size / 2, y: y + size * aspect + 16 * (row + 1), 'text-anchor': 'middle' },
          [fitText(line, size + gap - 4)],
        ),
      ),
    )
  })
  if (note !== undefined) {
    const place = { x: width / 2, y: height - head.height - 8, 'text-anchor': 'middle', 'fill-opacity': 0.75 }
    svg.append(svgElement(document, 'text', place, [fitText(note, width - 16)]))
  }
  return composeFigure({
    document,
    width,
    height,
    panels: [{ svg, x: 0, y: 0 }],
    head,
    name,
    description,
  })
}

/** Throws unless an option is a whole number of at least 1. */
export function checkCount(caller: string, name: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 1)) {
    throw new RangeError(
      `${caller}: expected ${name} as a positive integer, received ${name}=${value}. Use 8, for instance.`,
    )
  }
}
