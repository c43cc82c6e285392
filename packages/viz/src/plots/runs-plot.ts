import * as Plot from '@observablehq/plot'
import { createDocument } from '#platform'
import { composeFigure, groupLegend, headHeight } from '../figure/compose-figure.ts'
import { svgElement, textWidth } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { groupColor } from '../figure/palette.ts'
import type { PlotOptions } from '../figure/plot-options.ts'
import { shortNumber } from '../figure/short-number.ts'
import { groupSymbol } from '../figure/symbols.ts'
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
  const { label, baseline, title, width = 640, document = createDocument() } = options
  const names = Object.keys(runs)
  const measures = [...new Set(Object.values(runs).flatMap((run) => Object.keys(run)))]
  const points = names.flatMap((run) =>
    Object.entries(runs[run]!).map(([measure, value]) => ({ run, value, group: measures.indexOf(measure) })),
  )
  const finite = points.filter(({ value }) => Number.isFinite(value))
  if (finite.length === 0) {
    throw new RangeError(
      `runsPlot: expected runs with finite measures, received ${names.length} runs and ${points.length} measures. Pass { run: { measure: value } }.`,
    )
  }
  const hasLegend = measures.length > 1
  const head = headHeight(options, hasLegend) + (baseline === undefined ? 0 : 18)
  const height = options.height ?? head + 34 * names.length + 58
  const marginLeft = 16 + Math.max(...names.map((name) => textWidth(name)))
  const axis = {
    label: label ?? (measures.length === 1 ? measures[0]! : null),
    labelAnchor: 'center',
    labelArrow: 'none',
    labelOffset: 40,
    tickSize: 4,
  } as const
  const { svg, scale, rowOf } = panel()
  const low = (run: string): number[] => finite.filter((point) => point.run === run).map(({ value }) => scale(value))
  for (const run of names) {
    const xs = low(run)
    const d = `M${extent(xs).join(` ${rowOf(run)}H`)}`
    if (xs.length > 1) svg.append(svgElement(document, 'path', { d, stroke: 'currentColor', 'stroke-opacity': 0.35 }))
  }
  for (const { run, value, group } of finite) {
    const transform = `translate(${scale(value)},${rowOf(run)}) scale(1.5)`
    svg.append(svgElement(document, 'path', { d: groupSymbol(group), fill: groupColor(group), transform }))
  }
  if (baseline !== undefined) {
    const x = scale(baseline.value)
    svg.append(
      svgElement(document, 'path', {
        d: `M${x} 4V${height - head - 46}`,
        stroke: 'currentColor',
        'stroke-dasharray': '4 3',
      }),
      svgElement(document, 'text', { x, y: -4, 'text-anchor': 'middle' }, [
        `${baseline.name} ${shortNumber(baseline.value)}`,
      ]),
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
    options.description ?? `${label ?? 'Measures'} of ${names.length} runs. ${list.join('; ')}.${words}`
  return composeFigure({
    caller: 'runsPlot',
    ...{ document, width, height, title, description, name: 'Comparison of runs' },
    panels: [{ svg, x: 0, y: baseline === undefined ? 0 : 18 }],
    ...(hasLegend ? { legend: groupLegend('', measures) } : {}),
  })

  function panel(): { svg: SVGSVGElement; scale(value: number): number; rowOf(run: string): number } {
    const values = [...finite.map(({ value }) => value), ...(baseline === undefined ? [] : [baseline.value])]
    const drawn = plotPanel(document, {
      ...{ width, height: height - head, marginLeft, marginBottom: 46, marginTop: 4, marginRight: 24 },
      x: { ...axis, domain: extent(values), nice: true, inset: 12, ticks: 7 },
      y: { type: 'point', domain: names, label: null, tickSize: 0 },
      marks: [Plot.gridX({ strokeOpacity: 0.12, ticks: 7 }), Plot.gridY({ strokeOpacity: 0.12 })],
    })
    const step = (height - head - 50) / names.length
    return { svg: drawn.svg, scale: drawn.scale('x'), rowOf: (run) => 4 + step * (names.indexOf(run) + 0.5) }
  }
}
