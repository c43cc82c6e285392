import { formatWithOptions } from 'node-inspect-extracted'
import { consoleTable } from './console-table.ts'

/** The parts of `console` that the reader's code finds. */
export type ReaderConsole = Record<
  | 'log'
  | 'info'
  | 'debug'
  | 'warn'
  | 'error'
  | 'table'
  | 'dir'
  | 'assert'
  | 'count'
  | 'countReset'
  | 'group'
  | 'groupCollapsed'
  | 'groupEnd'
  | 'time'
  | 'timeLog'
  | 'timeEnd'
  | 'trace'
  | 'clear',
  // biome-ignore lint/suspicious/noExplicitAny: as in every console, anything is printed.
  (...values: any[]) => void
>

/** A console that prints values as Node does, line by line to `print`. */
export function readerConsole(print: (text: string) => void): ReaderConsole {
  let indent = ''
  const counts = new Map<string, number>()
  const started = new Map<string, number>()
  const write = (text: string): void => print(indent === '' ? text : indent + text.replaceAll('\n', `\n${indent}`))
  const log = (...values: unknown[]): void => write(formatWithOptions({ colors: false }, ...values))
  const group = (...values: unknown[]): void => {
    if (values.length > 0) log(...values)
    indent += '  '
  }
  const elapsed = (label: string): string => {
    const since = started.get(label)
    return since === undefined ? `There is no timer ${label}.` : `${label}: ${(performance.now() - since).toFixed(3)}ms`
  }
  return {
    log,
    info: log,
    debug: log,
    warn: log,
    error: log,
    table(data: unknown, columns?: string[]) {
      const table = consoleTable(data, columns)
      if (table === undefined) log(data)
      else write(table)
    },
    dir: (value: unknown, options?: object) => write(formatWithOptions({ colors: false, ...options }, '%o', value)),
    assert(condition: unknown, ...values: unknown[]) {
      if (condition) return
      if (typeof values[0] === 'string') log(`Assertion failed: ${values[0]}`, ...values.slice(1))
      else log('Assertion failed', ...values)
    },
    count(label = 'default') {
      counts.set(label, (counts.get(label) ?? 0) + 1)
      write(`${label}: ${counts.get(label)}`)
    },
    countReset: (label = 'default') => void counts.delete(label),
    group,
    groupCollapsed: group,
    groupEnd() {
      indent = indent.slice(2)
    },
    time: (label = 'default') => void started.set(label, performance.now()),
    timeLog: (label = 'default', ...values: unknown[]) => log(elapsed(label), ...values),
    timeEnd(label = 'default') {
      write(elapsed(label))
      started.delete(label)
    },
    trace: (...values: unknown[]) => log('Trace:', ...values),
    clear() {},
  }
}
