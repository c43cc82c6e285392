import { type Column, isMissing } from '../table/column.ts'

/** Formats columns as CSV: fields are quoted only where necessary, and every line ends with `\n`. */
export function formatCsv(columns: ReadonlyMap<string, Column>, rowCount: number): string {
  if (columns.size === 0) return ''
  // In a table with a single column, an empty line would be skipped as blank.
  const gap = columns.size === 1 ? 'NA' : ''
  const lines = [[...columns.keys()].map(quoted).join(',')]
  for (let row = 0; row < rowCount; row++) {
    const cells = [...columns.values()].map((column) => (isMissing(column, row) ? gap : quoted(String(column[row]))))
    lines.push(cells.join(','))
  }
  return `${lines.join('\n')}\n`
}

const quoted = (text: string): string => (/[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
