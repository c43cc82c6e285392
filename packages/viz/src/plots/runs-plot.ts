import * as Plot from '@observablehq/plot'
import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../figure/compose-figure.ts'
import { svgElement } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { figureHead, groupLegend } from '../figure/figure-head.ts'
import { listWords } from '../figure/list-words.ts'
import { groupColor } from '../figure/palette.ts'
import type { PlotOptions } from '../figure/plot-options.ts'
import { shortNumber } from '../figure/short-number.ts'
import { groupSymbol } from '../figure/symbols.ts'
import { fitText, textWidth } from '../figure/text-width.ts'
import { notedLabel, ticksAcross } from '../panels/axis-ticks.ts'
import { checkReach } from '../panels/check-reach.ts'
import { niceRange } from '../panels/nice-ticks.ts'
import { plotPanel } from '../panels/plot-panel.ts'

/** Options of `runsPlot`. */
export interface RunsPlotOptions extends PlotOptions {
  /** What is measured, with its unit, for instance `'RMSE (hours)'`. Defaults to none. */
  label?: string
  /** A value to beat, drawn as a line with its name. Defaults to none. */
  baseline?: { name: string; value: number }
}

/**
 * Compares experiment runs: one row per run, one symbol per measure.
 *
 * @param runs Measures by the name of the run, for instance `{ 'Small network': { train: 2.9, test: 3.3 } }`.
 * @throws RangeError when there is no run or no finite measure.
 * @see the runs table of MLflow and of Weights & Biases
 * @example
 * ```ts
 * import { runsPlot } from '@dlw/viz'
 *
 * const runs = { large: { train: 0.8, test: 4 }, small: { train: 2.9, test: 3.3 } }
 * runsPlot(runs, { label: 'RMSE' }).querySelector('desc')?.textContent // → 'RMSE of 2 runs. large: train 0.8, test 4; small: train 2.9, test 3.3.'
 * ```
 */
export function runsPlot(
  runs: Readonly<Record<string, Readonly<Record<string, number>>>>,
  options: RunsPlotOptions = {},
): SVGSVGElement {
  const { label, baseline, width = 640, document = createDocument() } = options
  const names = Object.keys(runs)
  const measures = [...new Set(Object.values(runs).flatMap((run) => Object.keys(run)))]
  const groups = new Map(measures.map((measure, index) => [measure, index]))
  const rows = names.map((run) =>
    Object.entries(runs[run]!)
      .filter(([, value]) => Number.isFinite(value))
      .map(([measure, value]) => ({ value, group: groups.get(measure)! })),
  )
  const values = rows.flatMap((row) => row.map(({ value }) => value))
  if (values.length === 0) {
    const count = Object.values(runs).reduce((sum, run) => sum + Object.keys(run).length, 0)
    throw new RangeError(
      `runsPlot: expected runs with finite measures, received ${names.length} runs and ${count} measures. Pass { run: { measure: value } }.`,
    )
  }
  if (baseline !== undefined && !Number.isFinite(baseline.value)) {
    throw new RangeError(
      `runsPlot: expected a finite baseline, received baseline.value=${baseline.value}. Leave it out if there is none.`,
    )
  }
  if (baseline !== undefined) values.push(baseline.value)
  checkReach('runsPlot', values)
  const hasLegend = measures.length > 1
  const head = figureHead(options, width, hasLegend ? groupLegend('', measures) : undefined)
  const above = baseline === undefined ? 0 : 18
  const height = options.height ?? head.height + above + 34 * names.length + 58
  checkSize('runsPlot', width, height)
  const nameRoom = width * 0.4
  const marginLeft = 16 + Math.min(nameRoom, extent(names.map((name) => textWidth(name.slice(0, 200))))[1])
  const panelHeight = height - head.height - above
  const { domain } = niceRange(values)
  const x = ticksAcross(domain, width - marginLeft - 48)
  const title = fitText(
    notedLabel(label ?? (measures.length === 1 ? measures[0]! : ''), x.note),
    width - marginLeft - 24,
  )
  const drawn = plotPanel(document, {
    ...{ width, height: panelHeight, marginLeft, marginBottom: 46, marginTop: 4 },
    marginRight: Math.max(24, 6 + x.widest / 2),
    x: {
      ...{ label: title || null, labelAnchor: 'center', labelArrow: 'none', labelOffset: 40, tickSize: 4 },
      ...{ domain, inset: 12, ticks: x.ticks, tickFormat: x.tickFormat },
    },
    y: { domain: [0, names.length], axis: null },
    marks: [Plot.gridX({ strokeOpacity: 0.12, ticks: x.ticks })],
  })
  const { svg } = drawn
  const scale = drawn.scale('x')
  const step = (panelHeight - 50) / names.length
  const end = Number(svg.getAttribute('width')) - Math.max(24, 6 + x.widest / 2)
  // Where rows are lower than words, only some have their name written.
  const every = Math.max(1, Math.ceil(15 / step))
  rows.forEach((row, index) => {
    const y = 4 + step * (index + 0.5)
    const xs = row.map(({ value }) => scale(value))
    const grid = { d: `M${marginLeft} ${y}H${end}`, stroke: 'currentColor', 'stroke-opacity': 0.12 }
    const range = { d: `M${extent(xs).join(` ${y}H`)}`, stroke: 'currentColor', 'stroke-opacity': 0.35 }
    svg.append(svgElement(document, 'path', grid))
    if (xs.length > 1) svg.append(svgElement(document, 'path', range))
    if (index % every === 0) {
      const place = { x: marginLeft - 8, y, dy: '.32em', 'text-anchor': 'end' }
      svg.append(svgElement(document, 'text', place, [fitText(names[index]!, nameRoom)]))
    }
    row.forEach(({ group }, each) => {
      const transform = `translate(${xs[each]},${y}) scale(1.5)`
      svg.append(svgElement(document, 'path', { d: groupSymbol(group), fill: groupColor(group), transform }))
    })
  })
  if (baseline !== undefined) {
    const x = scale(baseline.value)
    const d = `M${x} 4V${panelHeight - 46}`
    const words = fitText(`${baseline.name} ${shortNumber(baseline.value)}`, width - 16)
    const half = textWidth(words) / 2 + 4
    const place = { x: Math.min(Math.max(x, half), width - half), y: -4, 'text-anchor': 'middle' }
    svg.append(
      svgElement(document, 'path', { d, stroke: 'currentColor', 'stroke-dasharray': '4 3' }),
      svgElement(document, 'text', place, [words]),
    )
  }
  const list = names.map(
    (name) =>
      `${name}: ${Object.entries(runs[name]!)
        .map(([measure, value]) => `${measure} ${shortNumber(value)}`)
        .join(', ')}`,
  )
  const words = baseline === undefined ? '' : ` Baseline ${baseline.name}: ${shortNumber(baseline.value)}.`
  const description =
    options.description ?? `${label ?? 'Measures'} of ${names.length} runs. ${listWords(list, '; ')}.${words}`
  return composeFigure({
    caller: 'runsPlot',
    ...{ document, width, height, head, description, name: 'Comparison of runs' },
    panels: [{ svg, x: 0, y: above }],
  })
}
