import { mostTicks, notedLabel, writeTicks } from '../axes/axis-ticks.ts'
import { logRange, niceRange, tickText } from '../axes/nice-ticks.ts'
import { byValue } from '../figure/by-value.ts'
import { svgElement } from '../figure/elements.ts'
import { extent } from '../figure/extent.ts'
import { hash } from '../figure/hash.ts'
import { fitText, textWidth } from '../text/text-width.ts'
import type { DrawnTrial } from './drawn-trial.ts'

type Value = number | string | boolean

interface Axis {
  /** The name as it is drawn. */
  name: string
  read(trial: DrawnTrial): Value
  place(value: Value): number
  ticks: { at: number; text: string }[]
}

/** Options of `parallelPanel`. */
export interface ParallelPanelOptions {
  document: Document
  width: number
  height: number
  names: readonly string[]
  label: string
}

/** Parallel coordinates: one vertical axis per parameter, the score last, one curve per trial. */
export function parallelPanel(worstFirst: readonly DrawnTrial[], options: ParallelPanelOptions): SVGSVGElement {
  const { document, width, height, names, label } = options
  const [top, bottom] = [36, height - 14]
  const gap = width / (names.length + 1)
  const axes = [
    ...names.map((name) => makeAxis(name, (trial) => trial.parameters[name]!)),
    makeAxis(label, (trial) => trial.score, true),
  ]
  const left = 12 + Math.max(textWidth(axes[0]!.name) / 2, ...axes[0]!.ticks.map(({ text }) => textWidth(text) + 8))
  const right =
    12 + Math.max(textWidth(axes.at(-1)!.name) / 2, ...axes.at(-1)!.ticks.map(({ text }) => textWidth(text) + 8))
  const xOf = (index: number): number => left + (index * (width - left - right)) / (axes.length - 1)
  const svg = svgElement(document, 'svg', { width, height, overflow: 'visible' })
  const maskId = `dlw-${hash(`${names}${label}${worstFirst.map(({ score }) => score)}`)}-labels`
  const lines = svgElement(document, 'g', { fill: 'none', mask: `url(#${maskId})` })
  svg.append(
    svgElement(document, 'defs', {}, [
      labelMask(
        document,
        maskId,
        axes.map((axis, index) => [axis, xOf(index)]),
        options,
      ),
    ]),
    lines,
  )
  worstFirst.forEach((trial, rank) => {
    const points = axes.map((axis, index) => [xOf(index), axis.place(axis.read(trial))] as const)
    const d = points.map(([x, y], index) => {
      if (index === 0) return `M${x} ${y}`
      const [before, height] = points[index - 1]!
      const middle = (before + x) / 2
      return `C${middle} ${height} ${middle} ${y} ${x} ${y}`
    })
    const isBest = rank === worstFirst.length - 1
    const line = { stroke: trial.color, 'stroke-width': isBest ? 3 : 1.5 }
    lines.append(svgElement(document, 'path', { d: d.join(''), ...line }))
  })
  svg.append(...axes.map((axis, index) => drawAxis(document, axis, xOf(index), top, bottom, index === axes.length - 1)))
  return svg

  function makeAxis(name: string, read: (trial: DrawnTrial) => Value, isScore = false): Axis {
    const values = worstFirst.map(read)
    const isNumeric = values.every((value) => typeof value === 'number')
    if (isNumeric && (isScore || new Set(values).size > 6)) {
      const [least, most] = extent(values)
      const isLog = least > 0 && most / least > 100
      const { domain, ticks } = isLog ? logRange(values) : niceRange(values, Math.min(6, mostTicks(bottom - top)))
      const written = writeTicks(ticks)
      const unit = isLog ? Math.log10 : Number
      const place = (value: Value): number =>
        bottom - ((unit(Number(value)) - unit(domain[0])) / (unit(domain[1]) - unit(domain[0]))) * (bottom - top)
      const text = isLog ? (tick: number) => tickText([tick])(tick) : written.tickFormat
      return {
        name: fitText(isLog ? name : notedLabel(name, written.note), gap - 10),
        read,
        place,
        ticks: ticks.map((tick) => ({ at: place(tick), text: text(tick) })),
      }
    }
    const distinct = [...new Set(values.toSorted(byValue).map(String))]
    const positions = new Map(distinct.map((text, index) => [text, index]))
    const place = (value: Value): number =>
      bottom - ((positions.get(String(value))! + 0.5) / distinct.length) * (bottom - top)
    const every = Math.ceil(distinct.length / Math.max(1, Math.min(15, Math.floor((bottom - top) / 17))))
    const shown = distinct.filter((_, index) => index % every === 0)
    const ticks = shown.map((text) => ({ at: place(text), text: fitText(text, Math.max(24, gap * 0.6)) }))
    return { name: fitText(name, gap - 10), read, place, ticks }
  }
}

/** Hides the lines behind the words of the axes, whatever the page's colour. */
function labelMask(
  document: Document,
  id: string,
  axes: readonly (readonly [Axis, number])[],
  { width, height }: ParallelPanelOptions,
): SVGMaskElement {
  const holes = axes.slice(0, -1).flatMap(([axis, x]) =>
    axis.ticks.map(({ at, text }) => {
      const size = textWidth(text) + 4
      return svgElement(document, 'rect', { x: x - 8 - size, y: at - 8, width: size + 3, height: 16, rx: 3 })
    }),
  )
  const all = svgElement(document, 'rect', { width, height, fill: '#fff' })
  return svgElement(document, 'mask', { id, maskUnits: 'userSpaceOnUse', x: 0, y: 0, width, height, fill: '#000' }, [
    all,
    ...holes,
  ])
}

function drawAxis(
  document: Document,
  axis: Axis,
  x: number,
  top: number,
  bottom: number,
  isLast: boolean,
): SVGGElement {
  const side = isLast ? 1 : -1
  const halo = { stroke: 'currentColor', 'stroke-opacity': 0.6 }
  return svgElement(document, 'g', { transform: `translate(${x},0)` }, [
    svgElement(document, 'path', { d: `M0 ${top}V${bottom}`, ...halo }),
    svgElement(document, 'text', { y: top - 18, 'text-anchor': 'middle' }, [axis.name]),
    ...axis.ticks.flatMap(({ at, text }) => [
      svgElement(document, 'path', { d: `M${4 * side} ${at}H0`, ...halo }),
      svgElement(document, 'text', { x: 7 * side, y: at, dy: '.32em', 'text-anchor': isLast ? 'start' : 'end' }, [
        text,
      ]),
    ]),
  ])
}
