import { fingerprint } from '@dlw/data'
import { acquireLock, append, createFile, readIfPresent, truncateFile } from '@dlw/data/files'
import * as tf from '@tensorflow/tfjs-core'
import { gitCommit, runtimeVersion } from '#system'
import type { LabelledData } from '../rows/labelled-data.ts'
import { formatRow, header, type LoggedRun, names, parseRuns } from './run-row.ts'
import { wholeRows } from './whole-rows.ts'

/** What there is to say of a run; the log adds the rest. */
export interface ExperimentRun {
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
  /** The rows it was measured on, with their targets. */
  testData: LabelledData
  /** Defaults to none. */
  comment?: string
  /** What chance depended on. */
  seed?: number
  /** How long the run took. */
  seconds?: number
}

/** A file of runs, one row each. Made by {@link experimentLog}. */
export interface ExperimentLog {
  /** Adds a run, and returns its row. */
  append(run: ExperimentRun): Promise<LoggedRun>
  /** All runs, in the order in which they were added; none when there is no file. */
  runs(): Promise<LoggedRun[]>
}

/**
 * Keeps track of experiments in a CSV file: model, description, value, test set, git commit and comment, as the lesson
 * does by hand; and time, seed, seconds, backend, versions and a fingerprint of the test rows. Several processes may
 * append at once. A row that a crash cut off is left out, and the next one takes its place. Node only.
 *
 * @param path Of the file; its folder is made.
 * @throws Error with the cause when the file cannot be read or written; RangeError when it is no such log, or `value` is
 * not a number.
 * @see MLflow `log_metric`; {@link compareRuns} refuses to compare scores on different rows
 * @example
 * ```ts
 * import { experimentLog } from '@dlw/train'
 *
 * const log = experimentLog('runs.csv')
 * const testData = { x: [[1], [2]], y: [2, 4] }
 * await log.append({ model: 'small', description: '10-5', metric: 'rmse', value: 3.2, testSet: 'three years', testData })
 * const [run] = await log.runs()
 * console.log(run!.model, run!.value) // → small 3.2
 * ```
 */
export function experimentLog(path: string): ExperimentLog {
  return {
    async append({ testData, comment = '', seed = Number.NaN, seconds = Number.NaN, ...run }) {
      if (!Number.isFinite(run.value)) {
        throw new RangeError(
          `experimentLog: expected a finite value, received value=${run.value} for ${run.metric} of ${run.model}.`,
        )
      }
      const logged: LoggedRun = {
        ...run,
        comment,
        seed,
        seconds,
        time: new Date().toISOString(),
        fingerprint: await fingerprint(testData),
        commit: await gitCommit(),
        backend: tf.getBackend(),
        versions: `tfjs ${tf.version_core}, ${runtimeVersion()}`,
      }
      await appendRow(path, formatRow(logged))
      return logged
    },
    async runs() {
      try {
        const bytes = await readIfPresent(path)
        if (!bytes || bytes.length === 0) return []
        const { length } = wholeRows(bytes, names.length)
        return parseRuns(new TextDecoder().decode(length > 0 ? bytes.subarray(0, length) : bytes))
      } catch (cause) {
        if (cause instanceof RangeError) throw cause
        throw new Error(`experimentLog: cannot read ${path}: ${(cause as Error).message}.`, { cause })
      }
    },
  }
}

async function appendRow(path: string, row: string): Promise<void> {
  try {
    await createFile(path, header)
    const { isTorn, lead } = await endOf(path)
    if (isTorn) await removeTorn(path)
    await append(path, `${lead}${row}`)
  } catch (cause) {
    throw new Error(`experimentLog: cannot write ${path}: ${(cause as Error).message}.`, { cause })
  }
}

/** Whether the last row of a log was cut off, and what must stand before the next. */
async function endOf(path: string): Promise<{ isTorn: boolean; whole: number; lead: string }> {
  const bytes = (await readIfPresent(path)) ?? new Uint8Array()
  if (bytes.length === 0) return { isTorn: false, whole: 0, lead: header }
  const { length, lacksBreak } = wholeRows(bytes, names.length)
  return { isTorn: length > 0 && length < bytes.length, whole: length, lead: lacksBreak ? '\n' : '' }
}

/** Removes the row that a crash cut off, one process at a time. */
async function removeTorn(path: string): Promise<void> {
  const release = await acquireLock(`${path}.lock`)
  try {
    const { isTorn, whole } = await endOf(path)
    if (isTorn) await truncateFile(path, whole)
  } finally {
    await release()
  }
}
