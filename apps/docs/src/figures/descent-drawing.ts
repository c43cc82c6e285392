const [left, right, top, bottom] = [20, 400, 16, 230]
const toX = (w: number): number => left + ((right - left) * (w + 2)) / 10
const toY = (loss: number): number => bottom - ((bottom - top) * Math.min(loss, 26)) / 26

/** The loss of the figure, lowest at 3. */
export const loss = (w: number): number => (w - 3) ** 2
/** Its slope. */
export const slope = (w: number): number => 2 * (w - 3)

/** One step of gradient descent. */
export const descend = (w: number, learningRate: number): number => w - learningRate * slope(w)

/** The parabola and the places visited so far, as the inside of an SVG of 420 × 260. */
export function drawDescent(places: readonly number[]): string {
  const parabola = Array.from({ length: 101 }, (_, index) => -2 + index / 10)
  const inside = places.map((w) => Math.max(-2, Math.min(8, w)))
  const trail = inside.map((w, index) => `${index ? 'L' : 'M'}${toX(w).toFixed(1)} ${toY(loss(w)).toFixed(1)}`).join('')
  const dots = inside.map((w, index) => {
    const last = index === inside.length - 1
    return `<circle cx="${toX(w).toFixed(1)}" cy="${toY(loss(w)).toFixed(1)}" r="${last ? 8 : 4}" fill="var(--dlw-signal)" fill-opacity="${last ? 1 : 0.55}"/>`
  })
  return [
    `<line class="edge" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>`,
    ...[0, 3, 6].map((w) => `<text class="muted" x="${toX(w)}" y="${bottom + 20}" text-anchor="middle">${w}</text>`),
    `<text class="muted" x="${right}" y="${bottom + 20}" text-anchor="end">weight w</text>`,
    `<text class="muted" x="${(left + right) / 2}" y="28" text-anchor="middle">loss</text>`,
    `<polyline points="${parabola.map((w) => `${toX(w).toFixed(1)},${toY(loss(w)).toFixed(1)}`).join(' ')}" fill="none" stroke="var(--sl-color-accent)" stroke-width="3"/>`,
    `<path d="${trail}" fill="none" stroke="var(--dlw-signal)" stroke-width="1.5"/>`,
    ...dots,
  ].join('')
}
