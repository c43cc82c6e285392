import { activations } from './activations.ts'

const [left, right, top, bottom] = [40, 400, 16, 244]
const toX = (z: number): number => left + ((right - left) * (z + 5)) / 10
const toY = (a: number): number => top + ((bottom - top) * (4 - a)) / 6

/** The curve of an activation from −5 to 5 and the point at `z`, as the inside of an SVG of 420 × 260. */
export function drawActivation(name: string, z: number): string {
  const activation = activations[name]!
  const points = Array.from({ length: 201 }, (_, index) => {
    const at = -5 + index / 20
    return `${toX(at).toFixed(1)},${toY(Math.max(-2, Math.min(4, activation(at)))).toFixed(1)}`
  })
  const output = activation(z)
  const y = toY(Math.max(-2, Math.min(4, output)))
  const ticks = [-4, -2, 2, 4]
    .map(
      (at) =>
        `<text class="muted" x="${toX(at)}" y="${toY(0) + 18}" text-anchor="middle">${String(at).replace('-', '−')}</text>`,
    )
    .concat(
      [-2, 1, 2, 3, 4].map(
        (at) =>
          `<text class="muted" x="${toX(0) - 8}" y="${toY(at) + 5}" text-anchor="end">${String(at).replace('-', '−')}</text>`,
      ),
    )
  return [
    `<line class="edge" x1="${left}" x2="${right}" y1="${toY(0)}" y2="${toY(0)}"/>`,
    `<line class="edge" x1="${toX(0)}" x2="${toX(0)}" y1="${top}" y2="${bottom}"/>`,
    ...ticks,
    `<polyline points="${points.join(' ')}" fill="none" stroke="var(--sl-color-accent)" stroke-width="3"/>`,
    `<line x1="${toX(z)}" x2="${toX(z)}" y1="${toY(0)}" y2="${y}" stroke="var(--dlw-signal)" stroke-dasharray="4 3"/>`,
    `<circle cx="${toX(z)}" cy="${y}" r="7" fill="var(--dlw-signal)"/>`,
  ].join('')
}
