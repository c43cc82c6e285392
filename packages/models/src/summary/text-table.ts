/** A column of {@link textTable}. */
export interface TextColumn {
  title: string
  align: 'left' | 'right' | 'center'
  /** Width of the content, before the table is shrunk to its length. */
  width: number
}

/**
 * Formats a table with box characters, laid out as Python's `rich` does for Keras: columns are shrunk evenly to the
 * table's length, text wraps at spaces, and a word that is still too long ends in `…`.
 */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  length: number,
): string {
  const widths = squeezed(
    columns.map(({ width }) => width + 2),
    length - columns.length - 1,
  ).map((width) => width - 2)
  const rule = (left: string, dash: string, cross: string, right: string): string =>
    left + widths.map((width) => dash.repeat(width + 2)).join(cross) + right
  const row = (cells: readonly string[], bar: string): string[] => {
    const lines = cells.map((text, index) => wrapped(text, widths[index]!))
    const height = Math.max(...lines.map((cell) => cell.length))
    return Array.from({ length: height }, (_, line) => {
      const texts = widths.map(
        (width, index) => ` ${aligned(lines[index]![line] ?? '', width, columns[index]!.align)} `,
      )
      return bar + texts.join(bar) + bar
    })
  }
  const head = row(
    columns.map(({ title }) => title),
    '┃',
  )
  const body = rows.map((cells) => row(cells, '│').join('\n')).join(`\n${rule('├', '─', '┼', '┤')}\n`)
  return [rule('┏', '━', '┳', '┓'), ...head, rule('┡', '━', '╇', '┩'), body, rule('└', '─', '┴', '┘')].join('\n')
}

/** Removes excess width from each column in turn, rounding half to even. */
function squeezed(widths: readonly number[], length: number): number[] {
  let excess = Math.max(0, widths.reduce((sum, width) => sum + width, 0) - length)
  return widths.map((width, index) => {
    const taken = Math.min(width, roundHalfToEven(excess / (widths.length - index)))
    excess -= taken
    return width - taken
  })
}

function roundHalfToEven(value: number): number {
  return value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value)
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = ['']
  for (const word of text.match(/\s*\S+\s*/g) ?? []) {
    const line = lines.at(-1)!
    if (line === '' || line.length + word.trimEnd().length <= width) lines[lines.length - 1] = line + word
    else lines.push(word)
  }
  return lines
    .map((line) => line.trimEnd())
    .map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line))
}

function aligned(text: string, width: number, align: TextColumn['align']): string {
  if (align === 'left') return text.padEnd(width)
  return (align === 'right' ? text : text.padEnd(width - Math.floor((width - text.length) / 2))).padStart(width)
}
