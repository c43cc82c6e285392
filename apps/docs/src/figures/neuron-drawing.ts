import { activations } from './activations.ts'

/** One neuron with two inputs. */
export interface NeuronState {
  x1: number
  x2: number
  w1: number
  w2: number
  b: number
  activation: string
}

/** The sum and the output of the neuron. */
export function neuronOutput({ x1, x2, w1, w2, b, activation }: NeuronState): { sum: number; output: number } {
  const sum = x1 * w1 + x2 * w2 + b
  return { sum, output: activations[activation]!(sum) }
}

/** The neuron as the inside of an SVG of 420 × 240: the thicker an edge, the larger its weight. */
export function drawNeuron(state: NeuronState): string {
  const { sum, output } = neuronOutput(state)
  const edge = (y: number, weight: number): string =>
    `<line x1="74" y1="${y}" x2="196" y2="120" stroke="${weight < 0 ? 'var(--dlw-signal)' : 'var(--sl-color-accent)'}" stroke-width="${(0.8 + 3 * Math.abs(weight)).toFixed(1)}"/>`
  const node = (y: number, name: string, value: number): string =>
    `<circle class="node" cx="46" cy="${y}" r="30"/><text x="46" y="${y - 3}" text-anchor="middle" class="muted">${name}</text><text x="46" y="${y + 15}" text-anchor="middle">${shown(value)}</text>`
  const weight = (y: number, name: string, value: number): string =>
    `<text x="130" y="${y}" text-anchor="middle">${name} ${shown(value)}</text>`
  return [
    edge(54, state.w1),
    edge(186, state.w2),
    node(54, 'x₁', state.x1),
    node(186, 'x₂', state.x2),
    weight(62, 'w₁', state.w1),
    weight(192, 'w₂', state.w2),
    '<line class="edge" x1="262" y1="120" x2="338" y2="120"/>',
    '<circle class="node" cx="228" cy="120" r="40"/>',
    `<text x="228" y="115" text-anchor="middle" class="muted">sum + b</text><text x="228" y="135" text-anchor="middle">${shown(sum)}</text>`,
    `<text x="228" y="186" text-anchor="middle" class="muted">b ${shown(state.b)}</text>`,
    `<text x="302" y="108" text-anchor="middle" class="muted">${state.activation}</text>`,
    '<circle class="node-out" cx="372" cy="120" r="34"/>',
    `<text x="372" y="126" text-anchor="middle" style="font-weight:650">${shown(output)}</text>`,
  ].join('')
}

/** A number with a real minus sign and two decimals at most. */
export function shown(value: number): string {
  const text = String(Number(value.toFixed(2)))
  return text === '-0' ? '0' : text.replace('-', '−')
}
