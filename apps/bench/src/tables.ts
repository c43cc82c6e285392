import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { runScript } from './run-script.ts'

/** The same work on tables by @dlw/data and by pandas and scikit-learn: medians in milliseconds. */
export interface TablesBench {
  readonly processor: string
  readonly rows: number
  readonly count: number
  readonly results: readonly {
    readonly task: string
    readonly dlw: number
    /** Absent where no Python with pandas and scikit-learn was found. */
    readonly python?: number
    /** How many times Python's time dlw takes. */
    readonly timesPython?: number
  }[]
  readonly failure?: string
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Measures splits, encoders, scalers, scores, tables and CSV, each contestant in a process of its own. */
export async function tablesBench(settings: {
  rows: number
  count: number
  onProgress: (message: string) => void
}): Promise<TablesBench> {
  const { rows, count, onProgress } = settings
  const given = [String(rows), String(count)]
  onProgress('dlw')
  const script = [...process.execArgv, '--no-warnings', '--max-old-space-size=6000', path('measure-tables.ts')]
  const dlw = await runScript<Record<string, number>>(process.execPath, [...script, ...given])
  onProgress('pandas and scikit-learn')
  let failure: string | undefined
  const python = await runScript<Record<string, number>>(process.env.DLW_PYTHON ?? 'python3', [
    path('measure_tables.py'),
    ...given,
  ]).catch((error: Error) => {
    failure = `no pandas and scikit-learn: ${error.message}`
    return undefined
  })
  const results = Object.entries(dlw).map(([task, milliseconds]) => {
    const other = python?.[task]
    return {
      task,
      dlw: milliseconds,
      ...(other !== undefined && { python: other, timesPython: milliseconds / other }),
    }
  })
  return { processor: cpus()[0]!.model, rows, count, results, ...(failure !== undefined && { failure }) }
}

/** The comparison for a terminal. */
export function formatTablesBench({ processor, rows, count, results, failure }: TablesBench): string {
  const width = results.reduce((most, { task }) => Math.max(most, task.length), 0)
  const cell = (text: string) => text.padStart(10)
  return [
    `${processor}; ${rows.toLocaleString('en')} rows, median of ${count}, milliseconds`,
    `${''.padEnd(width)}${cell('dlw')}${cell('Python')}${cell('ratio')}`,
    ...results.map(({ task, dlw, python, timesPython }) =>
      [
        task.padEnd(width),
        cell(dlw.toFixed(0)),
        cell(python === undefined ? '' : python.toFixed(0)),
        cell(timesPython === undefined ? '' : timesPython.toFixed(2)),
      ].join(''),
    ),
    ...(failure === undefined ? [] : [failure]),
  ].join('\n')
}
