import { parseCsv } from '@dlw/data'

/** A run as it stands in the log. */
export interface LoggedRun {
  /** When it was logged, as ISO 8601. */
  time: string
  /** The name of the model. */
  model: string
  /** What is special about it. */
  description: string
  /** What was measured: `'rmse'`. */
  metric: string
  /** The measured value. */
  value: number
  /** The name of the test set. */
  testSet: string
  /** Tells test sets apart by their rows, whatever their names. */
  fingerprint: string
  /** The commit of the code, with `+` when files differed from it. */
  commit: string
  comment: string
  /** NaN when none was given. */
  seed: number
  backend: string
  versions: string
  /** How long the run took; NaN when that was not given. */
  seconds: number
}

/** In the lesson's order, then what makes a run repeatable. */
const columns: Record<keyof LoggedRun, string> = {
  model: 'model',
  description: 'description',
  metric: 'metric',
  value: 'value',
  testSet: 'test_set',
  commit: 'git_commit',
  comment: 'comment',
  time: 'time',
  seed: 'seed',
  seconds: 'seconds',
  backend: 'backend',
  versions: 'versions',
  fingerprint: 'fingerprint',
}
/** The names of a run's values, in the order of the columns. */
export const names: readonly (keyof LoggedRun)[] = Object.keys(columns) as (keyof LoggedRun)[]

/** The first line of a log. */
export const header: string = `${Object.values(columns).join(',')}\n`

/** Text in quotes, always: a commit of digits shall not become a number. Numbers bare, and nothing for NaN. */
export function formatRow(run: LoggedRun): string {
  const cells = names.map((name) => {
    const value = run[name]
    if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value)
    return `"${value.replaceAll('"', '""')}"`
  })
  return `${cells.join(',')}\n`
}

const numbers: ReadonlySet<string> = new Set(['value', 'seed', 'seconds'])
const types = Object.fromEntries(names.map((name) => [columns[name], numbers.has(name) ? 'number' : 'text'] as const))

/** The runs in the text of a log; texts come back as they were given, also `1.10`, `007` and `NA`. */
export function parseRuns(text: string): LoggedRun[] {
  const first = /^[^\r\n]*/.exec(text)![0]
  if (first !== header.trim()) {
    throw new RangeError(
      `experimentLog: expected columns ${header.trim()}, received ${first.slice(0, 200)}. Log to another file.`,
    )
  }
  const missing = Object.fromEntries([...numbers].map((name) => [columns[name as keyof LoggedRun], ['']]))
  const found = parseCsv(text, { separator: ',', types, missing, keepDefaultMissing: false })
  return found.toObjects().map((row) => {
    return Object.fromEntries(names.map((name) => [name, row[columns[name]]])) as unknown as LoggedRun
  })
}
