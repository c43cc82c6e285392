import { cpus } from 'node:os'
import { type Contestant, contestants, type Measurement, type Task, tasks } from './measurement.ts'
import { median } from './median.ts'
import { runContestant } from './run-contestant.ts'

/** One contestant at one task. */
export type Result = {
  readonly task: Task
  readonly contestant: Contestant
  /** Median and fastest of all measurements; absent if there were none. */
  readonly milliseconds?: number
  readonly fastest?: number
  /** How many times Keras's median this one is; absent without Keras. */
  readonly timesKeras?: number
  readonly failure?: string
}

/** The whole comparison. */
export type BackendBench = {
  readonly processor: string
  readonly cores: number
  readonly node: string
  readonly results: readonly Result[]
}

/**
 * Measures every contestant at every task, in rounds, so that a busy moment of the machine falls on all of them alike.
 *
 * @param options.rounds How often the round is made.
 * @param options.count Measurements of each contestant in each round.
 */
export async function backendBench({
  rounds,
  count,
  only,
  onProgress,
}: {
  rounds: number
  count: number
  only?: readonly Task[] | undefined
  onProgress(message: string): void
}): Promise<BackendBench> {
  const found = new Map<string, Measurement[]>()
  for (let round = 1; round <= rounds; round++) {
    for (const task of only ?? (Object.keys(tasks) as Task[])) {
      for (const contestant of contestants) {
        const key = `${task} ${contestant}`
        if (found.get(key)?.some((measurement) => 'failure' in measurement)) continue
        onProgress(`round ${round} of ${rounds}: ${task}, ${contestant}`)
        found.set(key, [...(found.get(key) ?? []), await runContestant(contestant, task, count)])
      }
    }
  }
  const results = [...found].map(([key, measurements]): Result => {
    const [task, contestant] = key.split(' ') as [Task, Contestant]
    const milliseconds = values(measurements)
    const keras = values(found.get(`${task} keras`) ?? [])
    if (milliseconds.length === 0) {
      return { task, contestant, failure: measurements.map((one) => ('failure' in one ? one.failure : '')).join('') }
    }
    const middle = median(milliseconds)
    return {
      task,
      contestant,
      milliseconds: middle,
      fastest: Math.min(...milliseconds),
      ...(keras.length > 0 && { timesKeras: middle / median(keras) }),
    }
  })
  return { processor: cpus()[0]!.model, cores: cpus().length, node: process.version, results }
}

const values = (measurements: readonly Measurement[]) =>
  measurements.flatMap((measurement) => ('milliseconds' in measurement ? measurement.milliseconds : []))
