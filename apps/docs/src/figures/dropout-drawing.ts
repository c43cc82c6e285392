import { everyNeuron, layers, type Mask, outputOf, weightOf } from './dropout.ts'

const place = (layer: number, index: number): [number, number] => [
  60 + layer * 173,
  120 + (index - (layers[layer]! - 1) / 2) * 38,
]

/** The network with the neurons that were dropped, as the inside of an SVG of 640 × 250. */
export function drawDropout(mask: Mask): string {
  const edges: string[] = []
  const nodes: string[] = []
  for (const [layer, count] of layers.entries()) {
    for (let index = 0; index < count; index += 1) {
      const [x, y] = place(layer, index)
      const isIn = mask[layer]![index]!
      const kind = !isIn ? 'node-dropped' : layer === layers.length - 1 ? 'node-out' : 'node'
      nodes.push(`<circle class="${kind}" cx="${x}" cy="${y}" r="14"/>`)
      if (!isIn) nodes.push(`<path class="cross" d="M${x - 6} ${y - 6}l12 12m0-12l-12 12"/>`)
      if (layer === 0) continue
      for (let from = 0; from < layers[layer - 1]!; from += 1) {
        if (!isIn || !mask[layer - 1]![from]) continue
        const [startX, startY] = place(layer - 1, from)
        const width = (0.5 + 4 * weightOf(layer - 1, from, index)).toFixed(1)
        edges.push(
          `<line class="edge" x1="${startX}" y1="${startY}" x2="${x}" y2="${y}" style="stroke-width:${width}"/>`,
        )
      }
    }
  }
  const names = ['inputs', 'hidden layer', 'hidden layer', 'output'].map(
    (name, layer) => `<text class="muted" x="${place(layer, 0)[0]}" y="246" text-anchor="middle">${name}</text>`,
  )
  return [...edges, ...nodes, ...names].join('')
}

const limit = 3

/** A dot for the output of each step, their mean, and the line of what the whole network says; an SVG of 640 × 170. */
export function drawOutputs(outputs: readonly number[]): string {
  const whole = outputOf(everyNeuron, 0)
  const x = (step: number): number => 60 + (560 * (step + 0.5)) / Math.max(20, outputs.length)
  const y = (output: number): number => 140 - (120 * Math.min(output / whole, limit)) / limit
  const dots = outputs.map(
    (output, step) =>
      `<circle class="dot" cx="${x(step).toFixed(1)}" cy="${y(output).toFixed(1)}" r="${outputs.length > 60 ? 3 : 5}"/>`,
  )
  const level = mean(outputs)
  const line = `<line class="mean" x1="60" x2="620" y1="${y(level).toFixed(1)}" y2="${y(level).toFixed(1)}"/>`
  return [
    '<line class="edge" x1="60" x2="620" y1="140" y2="140"/>',
    '<text class="muted" x="52" y="145" text-anchor="end">0</text>',
    `<line class="whole" x1="60" x2="620" y1="${y(whole)}" y2="${y(whole)}"/>`,
    `<text class="muted" x="52" y="${y(whole) + 5}" text-anchor="end">${whole.toFixed(2)}</text>`,
    outputs.length > 0 ? line : '',
    ...dots,
    '<text class="muted" x="620" y="164" text-anchor="end">training step</text>',
    '<text class="muted" x="60" y="12">output</text>',
  ].join('')
}

/** The mean of some numbers; 0 of none. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
