import { type Column, isNumeric } from './column.ts'

/** Options of {@link Table.toString}. */
export interface FormatTableOptions {
  /** Whether to print row numbers. Defaults to true, as in pandas. */
  index?: boolean
  /** Maximum number of rows to print; of a longer table, the first and last five are printed. Defaults to 60. */
  maxRows?: number
  /** Maximum number of columns to print; of more, the first and last are printed. Defaults to 20. */
  maxColumns?: number
}

/** Formats columns as aligned text. */
export function formatTable(
  columns: ReadonlyMap<string, Column>,
  rowCount: number,
  { index = true, maxRows = 60, maxColumns = 20 }: FormatTableOptions = {},
): string {
  if (columns.size === 0) return `Empty table: 0 columns, ${rowCount} rows`
  const cut = rowCount > maxRows
  const rows = Array.from({ length: rowCount }, (_, row) => row)
  const shown = cut ? [...rows.slice(0, 5), ...rows.slice(-5)] : rows
  const blocks = [...columns].map(([name, column]) => [name, ...formatColumn(column, shown)])
  if (index) blocks.unshift(['', ...shown.map(String)])
  const wide = columns.size > maxColumns
  if (wide) {
    const half = Math.floor(maxColumns / 2)
    const hidden = columns.size - 2 * half
    blocks.splice(
      half + (index ? 1 : 0),
      hidden,
      blocks[0]!.map(() => '...'),
    )
  }
  if (cut) for (const block of blocks) block.splice(6, 0, block === blocks[0] && index ? '..' : '...')
  const widths = blocks.map((block) => Math.max(...block.map((text) => text.length)))
  const lines = blocks[0]!.map((_, line) =>
    blocks
      .map((block, i) => (index && i === 0 ? block[line]!.padEnd(widths[i]!) : block[line]!.padStart(widths[i]!)))
      .join('  ')
      .trimEnd(),
  )
  if (cut || wide) lines.push('', `[${rowCount} rows x ${columns.size} columns]`)
  return lines.join('\n')
}

function formatColumn(column: Column, rows: readonly number[]): string[] {
  if (!isNumeric(column)) return rows.map((row) => column[row]?.replaceAll(/\s*\n\s*/g, ' ') ?? 'NaN')
  const values = rows.map((row) => column[row]!)
  const decimals = Math.max(0, ...values.map(decimalsOf))
  return values.map((value) =>
    Number.isFinite(value) ? written(value, decimals) : String(value).replace('Infinity', 'inf'),
  )
}

/** Returns the number of decimals for six significant digits, at most six: pandas's default precision. */
function decimalsOf(value: number): number {
  if (!Number.isFinite(value) || Number.isInteger(value)) return 0
  return value.toFixed(6).replace(/0+$/, '').split('.')[1]!.length
}

function written(value: number, decimals: number): string {
  const large = Math.abs(value) >= 1e15
  return large ? value.toExponential(6) : value.toFixed(decimals)
}
