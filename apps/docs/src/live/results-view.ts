import { bitmap, type Colour } from '../figures/bitmap.ts'
import { drawn, element } from './made-element.ts'
import type { Matrix, Results } from './messages.ts'
import { ownSample } from './own-sample.ts'

/** What there is to see of a training that has ended: a confusion matrix, predictions with their pictures, an embedding. */
export function viewResults(results: Results): HTMLElement[] {
  const { refinedMatrix, matrix, pictures, actual, predicted, places, network } = results
  const table = refinedMatrix ?? matrix
  return [
    ...(table ? [confusionTable(table)] : []),
    ...(pictures && actual && predicted ? [predictions(pictures, actual, predicted)] : []),
    ...(places && places.length > 0 ? [embedding(places)] : []),
    ...(network ? [ownSample(network)] : []),
  ]
}

/** True classes down, predicted ones across; the darker, the more. */
function confusionTable({ classes, counts }: Matrix): HTMLElement {
  const table = element('table', { className: 'confusion' })
  table.append(element('caption', { textContent: 'Your confusion matrix: true class down, predicted across' }))
  const head = table.createTHead().insertRow()
  head.append(element('td', {}), ...classes.map((name) => element('th', { scope: 'col', textContent: name })))
  const body = table.createTBody()
  for (const [row, name] of classes.entries()) {
    const cells = counts[row]!
    const all = cells.reduce((sum, count) => sum + count, 0)
    const line = body.insertRow()
    line.append(element('th', { scope: 'row', textContent: name }))
    for (const [column, count] of cells.entries()) {
      const cell = element('td', { textContent: String(count) })
      cell.style.setProperty('--share', `${Math.round((60 * count) / Math.max(all, 1))}%`)
      cell.toggleAttribute('data-right', row === column)
      line.append(cell)
    }
  }
  return scrollable(table, 'Your confusion matrix')
}

/** Pictures that were not trained on, with what they are and what the network says. */
function predictions(
  { size, data }: NonNullable<Results['pictures']>,
  actual: readonly string[],
  predicted: readonly string[],
): HTMLElement {
  const list = element('ul', { className: 'predictions' })
  const pixels = 3 * size * size
  const count = Math.min(data.length / pixels, actual.length, predicted.length)
  for (let picture = 0; picture < count; picture += 1) {
    const at = picture * pixels
    const colour = (place: number): Colour => [
      data[at + 3 * place]!,
      data[at + 3 * place + 1]!,
      data[at + 3 * place + 2]!,
    ]
    const right = actual[picture] === predicted[picture]
    const item = element('li', {})
    item.toggleAttribute('data-right', right)
    const text = right ? `${actual[picture]}, recognised` : `${actual[picture]}, taken for ${predicted[picture]}`
    item.append(
      element('img', { src: bitmap(size, colour), alt: '', width: 64, height: 64 }),
      element('span', { textContent: text }),
    )
    list.append(item)
  }
  return list
}

const colours = ['var(--sl-color-accent)', 'var(--dlw-signal)', 'var(--dlw-teach)', 'var(--dlw-good)']

/** Where the network puts each sample: alike lies together. */
function embedding(places: NonNullable<Results['places']>): HTMLElement {
  const [left, right] = range(places.map(({ x }) => x))
  const [low, high] = range(places.map(({ y }) => y))
  const labels = [...new Set(places.map(({ label }) => label))].sort().slice(0, colours.length)
  const svg = drawn('svg', { viewBox: '0 0 640 280', role: 'img' })
  svg.setAttribute('aria-label', `Where your base puts samples it has never seen: ${labels.join(', ')}.`)
  for (const { x, y, label } of places) {
    const cx = 20 + (600 * (x - left)) / Math.max(right - left, 1e-9)
    const cy = 260 - (240 * (y - low)) / Math.max(high - low, 1e-9)
    const fill = colours[labels.indexOf(label)] ?? 'var(--sl-color-gray-3)'
    svg.append(drawn('circle', { cx: cx.toFixed(1), cy: cy.toFixed(1), r: '6', fill, 'fill-opacity': '0.75' }))
  }
  const figure = element('figure', { className: 'live embedding' })
  figure.append(svg)
  const caption = element('figcaption', {})
  caption.append(
    ...labels.map((label, index) => {
      const key = element('span', { className: 'key dot', textContent: label })
      key.style.setProperty('--dot', colours[index % colours.length]!)
      return key
    }),
    'Samples it has never seen, where your base puts them',
  )
  figure.append(caption)
  return figure
}

function range(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
}

function scrollable(content: HTMLElement, name: string): HTMLElement {
  const box = element('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: name })
  box.append(content)
  return box
}
