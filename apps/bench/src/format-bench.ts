import type { BackendBench } from './backend.ts'
import { tasks } from './measurement.ts'

/** The comparison as a table for a terminal. */
export function formatBench({ processor, cores, node, results }: BackendBench): string {
  const lines = [`${processor}, ${cores} logical cores, Node ${node}`]
  for (const task of new Set(results.map((result) => result.task))) {
    lines.push('', `${task}: ${tasks[task].what}`, row('', 'median ms', 'fastest ms', '× Keras'))
    for (const { contestant, milliseconds, fastest, timesKeras, failure } of results.filter(
      (result) => result.task === task,
    )) {
      lines.push(
        milliseconds === undefined || fastest === undefined
          ? `${contestant.padEnd(12)}${failure}`
          : row(
              contestant,
              digits(milliseconds),
              digits(fastest),
              timesKeras === undefined ? '' : timesKeras.toFixed(2),
            ),
      )
    }
  }
  return lines.join('\n')
}

const row = (name: string, ...cells: string[]) => name.padEnd(12) + cells.map((cell) => cell.padStart(12)).join('')

const digits = (value: number) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)
