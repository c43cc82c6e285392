import { element } from '../live/made-element.ts'
import type { OwnTableResults, TableView } from './table-messages.ts'

/** The first rows of a table. */
export function tableOfRows({ columns, head }: TableView): HTMLElement {
  const shown = columns.slice(0, head[0]?.length ?? 0)
  const table = element('table', {})
  table.append(element('caption', { textContent: 'The first rows' }))
  table
    .createTHead()
    .insertRow()
    .append(...shown.map(({ name }) => element('th', { scope: 'col', textContent: name })))
  const body = table.createTBody()
  for (const row of head) {
    const line = body.insertRow()
    for (const [place, text] of row.entries()) {
      const cell = line.insertCell()
      cell.textContent = text
      cell.toggleAttribute('data-number', columns[place]!.isNumber)
    }
  }
  return scrollable(table, 'The first rows of your table')
}

/** Kind, missing values and different values of each column. */
export function tableOfColumns({ columns }: TableView): HTMLElement {
  const table = element('table', {})
  table.append(element('caption', { textContent: 'The columns' }))
  const head = table.createTHead().insertRow()
  for (const text of ['Column', 'Kind', 'Missing', 'Different'])
    head.append(element('th', { scope: 'col', textContent: text }))
  const body = table.createTBody()
  for (const { name, isNumber, missing, distinct } of columns.slice(0, 100)) {
    const line = body.insertRow()
    line.append(element('th', { scope: 'row', textContent: name }))
    line.insertCell().textContent = isNumber ? 'number' : 'text'
    for (const count of [missing, distinct]) {
      const cell = line.insertCell()
      cell.textContent = count.toLocaleString('en')
      cell.toggleAttribute('data-number', true)
    }
  }
  return scrollable(table, 'The columns of your table')
}

/** A headed list; of nothing, what is said instead, if anything. */
export function list(heading: string, sentences: readonly string[], nothing?: string): HTMLElement[] {
  if (sentences.length === 0) return nothing === undefined ? [] : [element('p', { textContent: nothing })]
  const items = element('ul', {})
  items.append(...sentences.map((text) => element('li', { textContent: text })))
  return [element('p', { className: 'own-heading', textContent: heading }), items]
}

/** Links that save the network and its preprocessing. */
export function downloads({ model, preparation }: OwnTableResults): HTMLElement[] {
  const bytes = Uint8Array.from(atob(model), (letter) => letter.charCodeAt(0))
  const link = (name: string, part: BlobPart, type: string): HTMLElement =>
    element('a', {
      href: URL.createObjectURL(new Blob([part], { type })),
      download: name,
      textContent: `Save ${name}`,
    })
  return [
    link('model.keras', bytes, 'application/octet-stream'),
    link('preparation.json', preparation, 'application/json'),
  ]
}

/** A box that scrolls sideways, also by keyboard. */
export function scrollable(content: Element, name: string): HTMLElement {
  const box = element('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: name })
  box.append(content)
  return box
}
