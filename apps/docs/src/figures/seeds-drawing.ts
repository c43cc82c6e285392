/** The scores of many trainings that differ in their seed alone: ours, and yours as far as there are any. */
export interface SeedRow {
  name: string
  ours: readonly number[]
  yours: readonly number[]
}

const width = 640
const left = 128
const rowHeight = 88
const top = 20
const axis = [0, 0.2, 0.4, 0.6, 0.8, 1]

/** How high the figure is with so many rows. */
export const seedsHeight = (rows: number): number => top + rows * rowHeight + 48

/**
 * A row of dots for each kind of training, from 0 to 100 % right, as the inside of an SVG 640 wide. A dot's height in
 * its row says nothing: it keeps equal scores apart. The dashed line is the baseline.
 */
export function drawSeeds(rows: readonly SeedRow[], baseline: number): string {
  const bottom = top + rows.length * rowHeight
  return [
    ...axis.map(
      (share) =>
        `<g class="tick"><line x1="${x(share)}" x2="${x(share)}" y1="${top}" y2="${bottom}"/><text x="${x(share)}" y="${bottom + 20}" text-anchor="middle">${Math.round(100 * share)} %</text></g>`,
    ),
    `<text class="axis" x="${x(1)}" y="${bottom + 42}" text-anchor="end">right on the test set</text>`,
    `<line x1="${x(baseline)}" x2="${x(baseline)}" y1="${top}" y2="${bottom}" stroke="var(--sl-color-gray-3)" stroke-dasharray="4 3"/>`,
    `<text x="${x(baseline) - 6}" y="${top - 6}" text-anchor="middle">always the most frequent species</text>`,
    ...rows.map((row, index) => drawRow(row, top + (index + 0.5) * rowHeight)),
  ].join('')
}

function drawRow({ name, ours, yours }: SeedRow, middle: number): string {
  const dots = (scores: readonly number[], look: string): string =>
    scores.map((score, seed) => `<circle cx="${x(score)}" cy="${middle + spread(seed)}" r="4.500" ${look}/>`).join('')
  return [
    `<text x="${left - 16}" y="${middle + 5}" text-anchor="end">${name}</text>`,
    dots(ours, 'fill="none" stroke="var(--sl-color-gray-3)" stroke-width="1.500"'),
    dots(yours, 'fill="var(--dlw-signal)" opacity="0.8"'),
  ].join('')
}

/** To a tenth of a pixel, so that equal scores are equal places. */
const x = (share: number): number => Math.round(10 * (left + share * (width - left - 24))) / 10

/** Neighbouring seeds far apart, as the golden ratio spreads them. */
const spread = (seed: number): number => (((seed * 0.618034) % 1) - 0.5) * (rowHeight - 30)
