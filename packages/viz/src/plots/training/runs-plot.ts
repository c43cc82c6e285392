import { createDocument } from '#platform'
import { checkSize, composeFigure } from '../../figure/compose-figure.ts'
import { svgElement } from '../../figure/elements.ts'
import { extent } from '../../figure/extent.ts'
import { figureHead, groupLegend } from '../../figure/figure-head.ts'
import { groupColor } from '../../figure/palette.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { shortNumber } from '../../figure/short-number.ts'
import { groupSymbol } from '../../marks/symbols.ts'
import { rowPanel } from '../../panels/row-panel.ts'
import { checkReach } from '../../statistics/check-reach.ts'
import { listWords } from '../../text/list-words.ts'
import { fitText, textWidth } from '../../text/text-width.ts'

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
  const panel = rowPanel(document, {
    ...{ width, height: height - head.height - above, names, values },
    label: label ?? (measures.length === 1 ? measures[0]! : ''),
  })
  const { svg } = panel
  rows.forEach((row, index) => {
    const y = panel.rowOf(index)
    const xs = row.map(({ value }) => panel.x(value))
    const range = { d: `M${extent(xs).join(` ${y}H`)}`, stroke: 'currentColor', 'stroke-opacity': 0.35 }
    if (xs.length > 1) svg.append(svgElement(document, 'path', range))
    row.forEach(({ group }, each) => {
      const transform = `translate(${xs[each]},${y}) scale(1.5)`
      svg.append(svgElement(document, 'path', { d: groupSymbol(group), fill: groupColor(group), transform }))
    })
  })
  if (baseline !== undefined) {
    const x = panel.x(baseline.value)
    const d = `M${x} 4V${panel.bottom}`
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
    ...{ document, width, height, head, description, name: 'Comparison of runs' },
    panels: [{ svg, x: 0, y: above }],
  })
}
