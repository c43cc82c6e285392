import { curvePath, lossChart } from '../live/chart.ts'

/** What early stopping with some patience would have done with a training. */
export interface Stopping {
  /** The epoch after which the training ends, from 1. */
  end: number
  /** The epoch with the lowest validation loss until then, from 1. */
  best: number
}

/** Where a training stops that waits `patience` epochs for its validation loss to improve. */
export function stopping(validation: readonly number[], patience: number): Stopping {
  let best = 0
  for (let epoch = 1; epoch < validation.length; epoch += 1) {
    if (validation[epoch]! < validation[best]!) best = epoch
    else if (epoch - best >= patience) return { end: epoch + 1, best: best + 1 }
  }
  return { end: validation.length, best: best + 1 }
}

/** Both losses up to the stop, and faintly beyond it, as the inside of an SVG of 640 × 280. */
export function drawPatience(training: readonly number[], validation: readonly number[], patience: number): string {
  const chart = lossChart([training, validation], training.length)
  const { end, best } = stopping(validation, patience)
  const line = (losses: readonly number[], color: string): string =>
    `<path d="${curvePath(chart, losses)}" stroke="${color}" stroke-width="1.5" opacity="0.3"/><path d="${curvePath(chart, losses.slice(0, end))}" stroke="${color}" stroke-width="3"/>`
  const x = chart.x(end - 1)
  const side = x > 480 ? 'end' : 'start'
  return [
    ...chart.yTicks.map(
      ({ at, text }) =>
        `<g class="tick"><line x1="52" x2="628" y1="${at}" y2="${at}"/><text x="44" y="${at + 4}" text-anchor="end">${text}</text></g>`,
    ),
    ...chart.xTicks.map(
      ({ at, text }) =>
        `<text x="${at}" y="${chart.height - 22}" text-anchor="${at > 600 ? 'end' : 'middle'}">${text}</text>`,
    ),
    `<text class="axis" x="628" y="${chart.height - 5}" text-anchor="end">epoch</text>`,
    '<text class="axis" x="52" y="14">loss (logarithmic)</text>',
    line(training, 'var(--dlw-signal)'),
    line(validation, 'var(--sl-color-accent)'),
    `<line x1="${x}" x2="${x}" y1="24" y2="${chart.height - 40}" stroke="var(--sl-color-gray-3)" stroke-dasharray="4 3"/>`,
    `<text x="${x + (side === 'end' ? -8 : 8)}" y="36" text-anchor="${side}">stops here</text>`,
    `<circle cx="${chart.x(best - 1)}" cy="${chart.y(validation[best - 1]!)}" r="6" fill="var(--sl-color-accent)"/>`,
  ].join('')
}
