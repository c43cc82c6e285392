import { histogramPath, weightRange } from '../figures/weight-histogram.ts'
import { drawn, element } from './made-element.ts'

/** The weights of one epoch of a training, layer by layer. */
export interface Snapshot {
  training: number
  epoch: number
  kernels: readonly (readonly number[])[]
}

/** What there is to look at of a training. */
export interface Inside {
  names: readonly string[]
  /** The recorded losses, and those of the reader, by curve. */
  ours: readonly (readonly number[])[]
  yours: readonly (readonly number[] | undefined)[]
  snapshots: readonly Snapshot[]
  epochs: number
}

/** Where the slider stands, for what else follows it. */
export type Moved = (epoch: number) => void

/** A slider over the epochs, with each loss at that epoch and the weights that the network had then. */
export class LookInside {
  readonly #slider = element('input', { type: 'range', min: '1', step: '1' })
  readonly #output = element('output', {})
  readonly #rows = element('tbody', {})
  readonly #weights = element('div', { className: 'weights' })
  #inside: Inside | undefined

  constructor(place: HTMLElement, moved: Moved) {
    const label = element('label', {})
    label.append(element('span', { textContent: 'epoch' }), this.#slider, this.#output)
    const bar = element('div', { className: 'sliders' })
    bar.append(label)
    const table = element('table', {})
    const head = table.createTHead().insertRow()
    for (const name of ['Loss', 'recorded', 'yours']) head.append(element('th', { scope: 'col', textContent: name }))
    table.append(this.#rows)
    const box = element('div', { className: 'scroll', tabIndex: 0, role: 'group', ariaLabel: 'Losses at this epoch' })
    box.append(table)
    place.replaceChildren(bar, box, this.#weights)
    this.#slider.oninput = () => {
      this.#draw()
      moved(Number(this.#slider.value))
    }
  }

  /** Takes what there is now; the slider goes to the last epoch, unless the reader has moved it. */
  show(inside: Inside): void {
    const wasAtEnd = !this.#inside || Number(this.#slider.value) >= Number(this.#slider.max)
    this.#inside = inside
    this.#slider.max = String(inside.epochs)
    if (wasAtEnd) this.#slider.value = String(inside.epochs)
    this.#draw()
  }

  /** Moves the slider, as by a pointer on the chart. */
  go(epoch: number): void {
    this.#slider.value = String(epoch)
    this.#draw()
  }

  #draw(): void {
    const { names, ours, yours, snapshots } = this.#inside!
    const epoch = Number(this.#slider.value)
    this.#output.textContent = String(epoch)
    this.#rows.replaceChildren(
      ...names.map((name, index) => {
        const row = element('tr', {})
        row.append(element('th', { scope: 'row', textContent: name }))
        for (const losses of [ours[index], yours[index]])
          row.append(element('td', { textContent: losses?.[epoch - 1]?.toPrecision(5) ?? '–' }))
        return row
      }),
    )
    const trainings = [...new Set(snapshots.map(({ training }) => training))]
    this.#weights.replaceChildren(
      ...trainings.flatMap((training) => {
        const own = snapshots.filter((snapshot) => snapshot.training === training)
        const now = own.filter((snapshot) => snapshot.epoch < epoch).at(-1) ?? own[0]!
        return now.kernels.map((weights, layer) => histogram(names[training]!, layer, weights, own))
      }),
    )
  }
}

/** The weights of one layer, on an axis that stays the same for all epochs. */
function histogram(name: string, layer: number, weights: readonly number[], all: readonly Snapshot[]): HTMLElement {
  const range = weightRange(all.map(({ kernels }) => kernels[layer] ?? []))
  const label = `${name}, layer ${layer + 1}: ${weights.length} weights from −${range} to ${range}`
  const svg = drawn('svg', { viewBox: '0 0 200 80', role: 'img', 'aria-label': label })
  svg.append(drawn('path', { d: histogramPath(weights, { range, width: 200, height: 78 }) }))
  const figure = element('figure', {})
  figure.append(svg, element('figcaption', { textContent: label }))
  return figure
}
