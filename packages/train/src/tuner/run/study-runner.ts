import { reportsOf } from './reports.ts'
import type { Study, TuneData } from './study.ts'
import { trainTrial } from './train-trial.ts'
import type { RunTrial } from './trial-task.ts'
import { watchedValues } from './watched-values.ts'

/**
 * The function that runs the trials of a study in this thread. Data given as a function are loaded with the first
 * trial, once.
 */
export function studyRunner({ evaluate, build, data, callbacks, fitOptions }: Study): RunTrial {
  let loaded: Promise<TuneData> | undefined
  return async (task, signal, prune) => {
    signal.throwIfAborted()
    const { id, values, seed, epochs, training } = task
    if (!training) {
      if (!evaluate) return { status: 'fatal', message: expectedExport('evaluate') }
      const watched = watchedValues(values)
      const { list, isPruned, report } = reportsOf(prune)
      const score = await scoreUnlessPruned(
        () => evaluate(watched.values, { id, seed, epochs, signal, report }),
        isPruned,
      )
      signal.throwIfAborted()
      if (score === undefined) return { status: 'pruned', reports: list }
      if (!Number.isFinite(score)) return { status: 'invalid', message: `The score was ${score}.` }
      const unread = watched.unread()
      const executions = [{ score, bestEpoch: 0, metrics: {}, epochs }]
      return { status: 'completed', executions, unread, ...(list.length > 0 && { reports: list }) }
    }
    if (!build || !data) return { status: 'fatal', message: expectedExport(build ? 'data' : 'build') }
    loaded ??= Promise.resolve(typeof data === 'function' ? data() : data)
    const study = { build, data: await loaded, ...(callbacks && { callbacks }), ...(fitOptions && { fitOptions }) }
    return trainTrial(study, { ...task, training }, signal, prune)
  }
}

/** The score, or undefined once the pruner has ended the trial. */
async function scoreUnlessPruned(
  measure: () => number | Promise<number>,
  isPruned: () => boolean,
): Promise<number | undefined> {
  try {
    const score = await measure()
    return isPruned() ? undefined : score
  } catch (error) {
    if (isPruned()) return undefined
    throw error
  }
}

const expectedExport = (name: string): string =>
  `expected the worker's module to export ${name}, received none. See the example of tune.`
