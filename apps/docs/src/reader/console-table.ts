import { inspect } from 'node-inspect-extracted'

const columnOfKeys = '(index)'
const columnOfValues = 'Values'

/** The text of `console.table(data, columns)` as Node draws it; undefined where Node would log the value instead. */
export function consoleTable(data: unknown, columns?: readonly string[]): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const isMap = data instanceof Map
  const isList = isMap || data instanceof Set
  const indexName = isList ? '(iteration index)' : columnOfKeys
  const rows: [string, unknown][] = isList
    ? [...data].map((value, index) => [String(index), value])
    : Object.keys(data).map((key) => [key, (data as Record<string, unknown>)[key]])
  const names = new Set<string>(columns)
  const [keys, values]: [string[], string[]] = [[], []]
  const cells: Record<string, string>[] = rows.map(([key, value], row) => {
    keys.push(key)
    if (isMap) {
      const [mapKey, mapValue] = value as [unknown, unknown]
      return { Key: shown(mapKey), [columnOfValues]: shown(mapValue) }
    }
    if (!isRow(value)) {
      values[row] = shown(value)
      return {}
    }
    const wanted = columns ?? Object.keys(value)
    for (const name of wanted) names.add(name)
    const own = wanted.filter((name) => Object.hasOwn(value, name))
    return Object.fromEntries(own.map((name) => [name, shown((value as Record<string, unknown>)[name])]))
  })
  if (isMap) for (const name of ['Key', columnOfValues]) names.add(name)
  const table: [string, string[]][] = [...names].map((name) => [name, cells.map((cell) => cell[name] ?? '')])
  if (values.length > 0) table.push([columnOfValues, keys.map((_, row) => values[row] ?? '')])
  return drawn([[indexName, keys], ...table])
}

/** Whether a value has cells of its own. */
const isRow = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'

function shown(value: unknown): string {
  const isDeep = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 2
  return inspect(value, { maxArrayLength: 3, breakLength: Number.POSITIVE_INFINITY, depth: isDeep ? -1 : 0 })
}

function drawn(columns: readonly [string, string[]][]): string {
  const widths = columns.map(
    ([name, cells]) => cells.reduce((most, cell) => Math.max(most, width(cell)), width(name)) + 2,
  )
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((wide) => '─'.repeat(wide)).join(middle) + right
  const line = (cells: readonly string[]): string =>
    `│${cells.map((cell, column) => ` ${cell}${' '.repeat(widths[column]! - width(cell) - 1)}`).join('│')}│`
  const rows = columns[0]![1].map((_, row) => line(columns.map(([, cells]) => cells[row]!)))
  return [
    rule('┌', '┬', '┐'),
    line(columns.map(([name]) => name)),
    rule('├', '┼', '┤'),
    ...rows,
    rule('└', '┴', '┘'),
  ].join('\n')
}

const width = (text: string): number => [...text].length
