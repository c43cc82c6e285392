import { reportsOf } from './reports.ts'
import type { Evaluate, Study, TuneData } from './study.ts'
import { trainTrial } from './train-trial.ts'
import type { RunTrial } from './trial-task.ts'
import { watchedValues } from './watched-values.ts'

/**
 * The function that runs the trials of a study in this thread. Data given as a function are loaded with the first
 * trial, once; where that fails, the next trial tries again.
 */
export function studyRunner({ evaluate, build, data, callbacks, fitOptions }: Study): RunTrial {
  let loaded: Promise<TuneData> | undefined
  const load = async (source: NonNullable<Study['data']>): Promise<TuneData> => {
    try {
      return await (typeof source === 'function' ? source() : source)
    } catch (error) {
      loaded = undefined
      throw error
    }
  }
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
      const scores = scoresOf(score, task.objectives)
      if (typeof scores === 'string') return { status: 'fatal', message: scores }
      const [first] = scores
      const wrong = scores.find((value) => !Number.isFinite(value))
      if (wrong !== undefined) return { status: 'invalid', message: `The score was ${wrong}.` }
      const unread = watched.unread()
      const executions = [{ score: first, bestEpoch: 0, metrics: metricsOf(scores, task.objectives), epochs }]
      return { status: 'completed', executions, unread, ...(list.length > 0 && { reports: list }) }
    }
    if (!build || !data) return { status: 'fatal', message: expectedExport(build ? 'data' : 'build') }
    loaded ??= load(data)
    const study = { build, data: await loaded, ...(callbacks && { callbacks }), ...(fitOptions && { fitOptions }) }
    return trainTrial(study, { ...task, training }, signal, prune)
  }
}

type Measured = Awaited<ReturnType<Evaluate<never>>>

/** A score for each objective, or what is wrong with them. */
function scoresOf(measured: Measured, objectives: readonly string[] | undefined): [number, ...number[]] | string {
  if (!objectives) return typeof measured === 'object' ? unexpected('a number', measured) : [measured]
  if (typeof measured !== 'object' || measured === null) return unexpected(`${objectives.join(', ')} by name`, measured)
  const missing = objectives.filter((name) => typeof measured[name] !== 'number')
  if (missing.length > 0) return unexpected(`${objectives.join(', ')} by name`, measured)
  return objectives.map((name) => measured[name]!) as [number, ...number[]]
}

const metricsOf = (scores: readonly number[], objectives: readonly string[] = []): Record<string, number> =>
  Object.fromEntries(objectives.map((name, index) => [name, scores[index]!]))

const unexpected = (wanted: string, measured: unknown): string =>
  `expected the function to return ${wanted}, received ${JSON.stringify(measured)}. Several scores need objectives, and one needs direction.`

/** The score, or undefined once the pruner has ended the trial. */
async function scoreUnlessPruned(
  measure: () => ReturnType<Evaluate<never>>,
  isPruned: () => Promise<boolean>,
): Promise<Measured | undefined> {
  try {
    const score = await measure()
    return (await isPruned()) ? undefined : score
  } catch (error) {
    if (await isPruned()) return undefined
    throw error
  }
}

const expectedExport = (name: string): string =>
  `expected the worker's module to export ${name}, received none. See the example of tune.`
