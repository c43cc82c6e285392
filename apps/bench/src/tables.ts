import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { median } from './median.ts'
import { TaskProcess, type TaskTime } from './task-process.ts'

/** The same work on tables by @dlw/data and by pandas and scikit-learn: medians in milliseconds. */
export interface TablesBench {
  readonly processor: string
  readonly rows: number
  readonly count: number
  readonly results: readonly {
    readonly task: string
    readonly dlw: TaskTime
    /** Absent where no Python with pandas and scikit-learn was found. */
    readonly python?: TaskTime
    /** How many times Python's processor time dlw takes. */
    readonly timesPython?: number
  }[]
  readonly failure?: string
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Measures splits, preprocessing, scores, tables and CSV. Each contestant has a process of its own, and they take turns
 * at every task.
 */
export async function tablesBench(settings: {
  rows: number
  count: number
  /** A part of the names of the tasks to measure. Defaults to all. */
  only?: string | undefined
  onProgress: (message: string) => void
}): Promise<TablesBench> {
  const { rows, count, only = '', onProgress } = settings
  onProgress('makes the tables')
  const script = [...process.execArgv, '--no-warnings', '--max-old-space-size=6000', path('measure-tables.ts')]
  const dlw = await TaskProcess.start(process.execPath, [...script, String(rows)])
  let failure: string | undefined
  const python = await TaskProcess.start(process.env.DLW_PYTHON ?? 'python3', [
    path('measure_tables.py'),
    String(rows),
  ]).catch((error: Error) => {
    failure = `no pandas and scikit-learn: ${error.message}`
    return undefined
  })
  const results: TablesBench['results'][number][] = []
  for (const task of dlw.tasks.filter((name) => name.includes(only))) {
    onProgress(task)
    const contestants = [dlw, ...(python?.tasks.includes(task) ? [python] : [])]
    const times = contestants.map((): TaskTime[] => [])
    // The first round warms up.
    for (let round = 0; round <= count; round++) {
      for (const [place, contestant] of contestants.entries()) {
        const time = await contestant.run(task)
        if (round > 0) times[place]!.push(time)
      }
    }
    const [own, other] = times.map((list) => ({
      elapsed: median(list.map(({ elapsed }) => elapsed)),
      processor: median(list.map(({ processor }) => processor)),
    }))
    results.push({
      task,
      dlw: own!,
      ...(other && { python: other, timesPython: own!.processor / other.processor }),
    })
  }
  dlw.end()
  python?.end()
  return { processor: cpus()[0]!.model, rows, count, results, ...(failure !== undefined && { failure }) }
}

/** The comparison for a terminal. */
export function formatTablesBench({ processor, rows, count, results, failure }: TablesBench): string {
  const width = results.reduce((most, { task }) => Math.max(most, task.length), 0)
  const line = (task: string, cells: readonly string[]) =>
    task.padEnd(width) + cells.map((text) => text.padStart(10)).join('')
  const whole = (time: number | undefined) => (time === undefined ? '' : time.toFixed(0))
  return [
    `${processor}; ${rows.toLocaleString('en')} rows, median of ${count}, milliseconds of processor time and elapsed`,
    line('', ['dlw', 'elapsed', 'Python', 'elapsed', 'ratio']),
    ...results.map(({ task, dlw, python, timesPython }) =>
      line(task, [
        whole(dlw.processor),
        whole(dlw.elapsed),
        whole(python?.processor),
        whole(python?.elapsed),
        timesPython === undefined ? '' : timesPython.toFixed(2),
      ]),
    ),
    ...(failure === undefined ? [] : [failure]),
  ].join('\n')
}
