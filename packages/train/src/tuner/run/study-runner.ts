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
  return async (task, signal) => {
    signal.throwIfAborted()
    const { id, values, seed, epochs, training } = task
    if (!training) {
      if (!evaluate) return { status: 'fatal', message: expectedExport('evaluate') }
      const watched = watchedValues(values)
      const score = await evaluate(watched.values, { id, seed, epochs, signal })
      signal.throwIfAborted()
      if (!Number.isFinite(score)) return { status: 'invalid', message: `The score was ${score}.` }
      const unread = watched.unread()
      return { status: 'completed', executions: [{ score, bestEpoch: 0, metrics: {}, epochs }], unread }
    }
    if (!build || !data) return { status: 'fatal', message: expectedExport(build ? 'data' : 'build') }
    loaded ??= Promise.resolve(typeof data === 'function' ? data() : data)
    const study = { build, data: await loaded, ...(callbacks && { callbacks }), ...(fitOptions && { fitOptions }) }
    return trainTrial(study, { ...task, training }, signal)
  }
}

const expectedExport = (name: string): string =>
  `expected the worker's module to export ${name}, received none. See the example of tune.`
