import type { Reading } from './table-messages.ts'

/** How the reader says that the file is written, by the fields in an element. */
export function readingIn(root: ParentNode): Reading {
  const chosen = (part: string): string =>
    root.querySelector<HTMLSelectElement | HTMLInputElement>(`[data-part=${part}]`)!.value
  const [decimal, thousands] = chosen('numbers').split(' ')
  return {
    separator: chosen('separator') || undefined,
    encoding: chosen('encoding') || undefined,
    decimal: decimal || undefined,
    thousands,
    missing: chosen('missing')
      .split(' ')
      .filter((spelling) => spelling !== ''),
  }
}
