import { niceRange, niceTicks, tickText } from '../../axes/nice-ticks.ts'
import { escapeText } from '../../figure/escape-text.ts'
import { extent } from '../../figure/extent.ts'
import { palette } from '../../figure/palette.ts'

/** Options of `liveHistory`. */
export interface LiveHistoryOptions {
  /** Which metric to draw; its `val_` twin is drawn dashed. Defaults to `'loss'`. */
  metric?: string
  /** How many epochs the x axis holds from the start. Defaults to as many as there are. */
  epochs?: number
  /** Width of the drawing in CSS pixels; on the page it shrinks with its container. Defaults to 480. */
  width?: number
  /** Height in CSS pixels. Defaults to 260. */
  height?: number
}

/** A chart that grows while a model trains. It is a callback of @dlw/train's `fit`. */
export interface LiveHistory {
  /** Draws one more epoch. */
  onEpochEnd(epoch: number, logs: Readonly<Record<string, number>>): void
  /** Forgets all epochs, for the next training. */
  clear(): void
}

/**
 * Draws a metric into an element of the page after each epoch. It is small and needs no plotting library: import it
 * from `@dlw/viz/live-history` to load nothing else.
 *
 * @param element Where to draw; its content is replaced.
 * @see `tfvis.show.fitCallbacks` of tfjs-vis
 * @example
 * ```ts
 * import { liveHistory } from '@dlw/viz/live-history'
 *
 * const element = { innerHTML: '' } // in a page: document.querySelector('#chart')
 * const chart = liveHistory(element)
 * chart.onEpochEnd(0, { loss: 1.2, val_loss: 1.3 })
 * chart.onEpochEnd(1, { loss: 0.9, val_loss: 1.1 })
 * element.innerHTML.startsWith('<svg') // → true
 * ```
 */
export function liveHistory(element: { innerHTML: string }, options: LiveHistoryOptions = {}): LiveHistory {
  const { metric = 'loss' } = options
  // Without a prototype: a metric may be called as a method of objects is.
  const lines: Record<string, [epoch: number, value: number][]> = Object.create(null)
  return {
    onEpochEnd(epoch, logs) {
      for (const name of [metric, `val_${metric}`]) {
        const value = Object.hasOwn(logs, name) ? logs[name] : undefined
        // The range of two larger numbers is no number.
        if (value === undefined || !(Math.abs(value) <= 1e307)) continue
        lines[name] ??= []
        lines[name].push([epoch, value])
      }
      element.innerHTML = draw(metric, lines, options)
    },
    clear() {
      for (const name of Object.keys(lines)) delete lines[name]
      element.innerHTML = ''
    },
  }
}

function draw(
  metric: string,
  lines: Readonly<Record<string, [number, number][]>>,
  options: LiveHistoryOptions,
): string {
  const { width = 480, height = 260 } = options
  const points = Object.values(lines).flat()
  if (points.length === 0) return ''
  const { domain, ticks } = niceRange(points.map(([, value]) => value))
  const write = tickText(ticks)
  const left = Math.max(52, 16 + 7 * extent(ticks.map((tick) => write(tick).length))[1])
  const edge = { left, right: 92, top: 24, bottom: 38 }
  const first = points[0]![0]
  const last = Math.max(first + 1, (options.epochs ?? 0) - 1, extent(points.map(([epoch]) => epoch))[1])
  const x = (epoch: number): number => edge.left + ((epoch - first) / (last - first)) * (width - edge.left - edge.right)
  const y = (value: number): number =>
    height - edge.bottom - ((value - domain[0]) / (domain[1] - domain[0])) * (height - edge.top - edge.bottom)
  const place = (value: number): string => value.toFixed(1)
  const rows = ticks.map(
    (tick) =>
      `<path d="M${edge.left} ${place(y(tick))}H${width - edge.right}" stroke="currentColor" stroke-opacity=".15"/>` +
      `<text x="${edge.left - 8}" y="${place(y(tick))}" dy=".32em" text-anchor="end">${write(tick)}</text>`,
  )
  const columns = niceTicks(first, last, 6)
    .filter(Number.isInteger)
    .map((tick) => `<text x="${place(x(tick))}" y="${height - edge.bottom + 18}" text-anchor="middle">${tick}</text>`)
  const curves = Object.entries(lines).map(([name, values]) => {
    const d = values.map(([epoch, value]) => `${place(x(epoch))} ${place(y(value))}`).join('L')
    const [epoch, value] = values.at(-1)!
    const dash = name === metric ? '' : ' stroke-dasharray="5 3"'
    return (
      `<path d="M${d}" fill="none" stroke="${palette[0]}" stroke-width="2" stroke-linecap="round"${dash}/>` +
      `<circle cx="${place(x(epoch))}" cy="${place(y(value))}" r="3" fill="${palette[0]}"/>`
    )
  })
  const ends = labels(metric, lines, y).map(
    ({ text, at, epoch }) => `<text x="${place(x(epoch) + 8)}" y="${place(at)}" dy=".32em">${text}</text>`,
  )
  const said = Object.entries(lines).map(([name, values]) => `${escapeText(name)} ${values.at(-1)![1].toPrecision(4)}`)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `style="max-width:100%;height:auto" font-family="system-ui,sans-serif" font-size="12" fill="currentColor" ` +
    `aria-label="After epoch ${points.at(-1)![0]}: ${said.join(', ')}">` +
    `${rows.join('')}${columns.join('')}<text x="4" y="12">${escapeText(metric.length > 40 ? `${metric.slice(0, 40)}…` : metric)}</text>` +
    `<text x="${(edge.left + width - edge.right) / 2}" y="${height - 4}" text-anchor="middle">Epoch</text>` +
    `${curves.join('')}${ends.join('')}</svg>`
  )
}

/** The words at the ends of the lines, at least 15 pixels apart. */
function labels(
  metric: string,
  lines: Readonly<Record<string, [number, number][]>>,
  y: (value: number) => number,
): { text: string; at: number; epoch: number }[] {
  const ends = Object.entries(lines).map(([name, values]) => {
    const [epoch, value] = values.at(-1)!
    return { text: name === metric ? 'training' : 'validation', at: y(value), epoch }
  })
  const [upper, lower] = ends.sort((a, b) => a.at - b.at)
  if (upper && lower) {
    const missing = 15 - (lower.at - upper.at)
    if (missing > 0) {
      upper.at -= missing / 2
      lower.at += missing / 2
    }
  }
  return ends
}
