import { shown } from '@dlw/data/arguments'
import type { Logs } from '../../loop/callback.ts'
import type { Execution, Report } from '../run/trial.ts'

/** Refuses what a file or an answer holds: says what was expected, and what stands there under which name. */
export type Refuse = (expected: string, name: string, received: string) => never

type Plain = Readonly<Record<string, unknown>>

/** Whether a value read from JSON is an object with names. */
export const isRecord = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How a value of any kind is shown in an error. */
export function received(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  return isRecord(value) ? 'an object' : shown(value).slice(0, 80)
}

/** The trainings of a trial, from JSON. */
export function executionsFrom(value: unknown, refuse: Refuse): Execution[] {
  if (!Array.isArray(value) || value.length === 0) return refuse('a list of executions', 'executions', received(value))
  return value.map((execution: unknown) => {
    if (!isRecord(execution)) return refuse('executions as objects', 'executions', received(execution))
    return {
      score: numberFrom(execution, 'score', refuse),
      bestEpoch: countFrom(execution, 'bestEpoch', refuse),
      metrics: logsFrom(execution.metrics, refuse),
      epochs: countFrom(execution, 'epochs', refuse),
    }
  })
}

/** What a trial reported, from JSON, which has null for NaN. */
export function reportsFrom(value: unknown, refuse: Refuse): Report[] {
  if (!Array.isArray(value)) return refuse('a list of reports', 'reports', received(value))
  return value.map((report: unknown) => {
    if (!isRecord(report)) return refuse('reports as objects', 'reports', received(report))
    return { epoch: countFrom(report, 'epoch', refuse), value: measureFrom(report.value, 'value', refuse) }
  })
}

/** Measured values under their names, from JSON, which has null for NaN. */
export function logsFrom(value: unknown, refuse: Refuse): Logs {
  if (!isRecord(value)) return refuse('metrics by name', 'metrics', received(value))
  return Object.fromEntries(Object.entries(value).map(([name, measure]) => [name, measureFrom(measure, name, refuse)]))
}

/** A list of texts, from JSON. */
export function textsFrom(value: unknown, name: string, refuse: Refuse): string[] {
  if (Array.isArray(value) && value.every((text) => typeof text === 'string')) return value
  return refuse('a list of texts', name, received(value))
}

/** A list of finite numbers, from JSON. */
export function numbersFrom(value: unknown, name: string, refuse: Refuse): number[] {
  if (Array.isArray(value) && value.every(Number.isFinite)) return value
  return refuse('a list of numbers', name, received(value))
}

/** A text, from JSON. */
export function textFrom(from: Plain, name: string, refuse: Refuse): string {
  const value = from[name]
  return typeof value === 'string' ? value : refuse('a text', name, received(value))
}

/** A finite number, from JSON. */
export function numberFrom(from: Plain, name: string, refuse: Refuse): number {
  const value = from[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse('a number', name, received(value))
}

/** A whole number from 0, from JSON. */
export function countFrom(from: Plain, name: string, refuse: Refuse): number {
  const value = from[name]
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : refuse('a whole number from 0', name, received(value))
}

function measureFrom(value: unknown, name: string, refuse: Refuse): number {
  if (value === null) return Number.NaN
  return typeof value === 'number' ? value : refuse('numbers', name, received(value))
}
