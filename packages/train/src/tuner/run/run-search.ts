import { describeError } from '../places/describe-error.ts'
import type { Pruner } from '../pruners/pruner.ts'
import type { Values } from '../space/parameter.ts'
import type { TrialStore } from '../store/trial-store.ts'
import type { SearchTask, Strategy } from '../strategies/strategy.ts'
import { ranking } from '../trials/ranking.ts'
import { type Constraints, measuredConstraints } from './constraints.ts'
import { isEnough, type StopWhen } from './stop-when.ts'
import type { Report, Trial } from './trial.ts'
import type { Runner, TrainingSettings, TrialOutcome } from './trial-task.ts'

/** What a search has come to when a trial ends. */
export interface SearchProgress {
  /** The trial that ended. */
  trial: Trial
  /** The best so far; undefined while there is none with a score. */
  best: Trial | undefined
  /** How many have ended. */
  ended: number
  /** Seconds since the search began, or was taken up again. */
  seconds: number
}

/** Everything a search needs to run. */
export interface SearchPlan {
  store: TrialStore
  runner: Runner
  strategy: Strategy
  pruner?: Pruner
  /** Trials of an earlier search, which come before all others. */
  added?: readonly Trial[]
  constraints?: Constraints
  /** Values to try first. */
  enqueue?: readonly Values[]
  stopWhen?: StopWhen
  task: SearchTask
  training?: TrainingSettings
  maxTrials: number
  maxRetries: number
  keepModels: number
  onTrial?: (progress: SearchProgress) => void
  signal?: AbortSignal
}

const maxConsecutiveFailures = 3

/**
 * Runs trials until the strategy has no more, and keeps each before it is reported. Trials that an earlier run left
 * without a result run first.
 *
 * @returns All trials in the order of their ids.
 */
export async function runSearch(plan: SearchPlan): Promise<Trial[]> {
  const { store, runner, strategy, task, maxTrials, signal, added = [] } = plan
  const began = performance.now()
  const trials = store.trials.map((trial) => ({ ...trial }))
  for (const [index, trial] of added.entries()) {
    if (trials[index]?.id === trial.id) continue
    trials.splice(index, 0, { ...trial })
    await store.save(trial)
  }
  const waiting = trials.filter(({ status }) => status === 'running' || status === 'failed')
  for (const trial of waiting) trial.status = 'running'
  const stop = new AbortController()
  const abort = (): void => stop.abort(signal!.reason)
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort, { once: true })
  const active = new Map<string, Promise<void>>()
  let failures = 0
  let turn = Promise.resolve()

  /** What is kept and reported is so one trial at a time. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work)
    return turn
  }
  const next = async (): Promise<Trial | undefined> => {
    const left = waiting.shift()
    if (left || trials.length - added.length >= maxTrials) return left
    // A trial whose file was removed is proposed again, from what was known then.
    const gap = trials.findIndex(({ id }, index) => Number(id) !== index)
    const index = gap < 0 ? trials.length : gap
    const elapsed = (performance.now() - began) / 1000
    if (plan.stopWhen && isEnough(plan.stopWhen, { trials, objective: task.objective, elapsed })) return undefined
    const known = plan.enqueue?.[index - added.length]
    const proposal = known
      ? ({ values: known, enqueued: true } as const)
      : strategy.propose(trials.slice(0, index), task)
    if (proposal === undefined || proposal === 'wait') return undefined
    const trial: Trial = { id: String(index).padStart(4, '0'), status: 'running', ...proposal }
    trials.splice(index, 0, trial)
    await store.save(trial)
    return trial
  }
  const run = async (trial: Trial): Promise<void> => {
    const started = performance.now()
    const { outcome, error } = await attempts(plan, trial, trials, stop.signal)
    await inTurn(async () => {
      stop.signal.throwIfAborted()
      settle(trial, outcome ?? { status: 'failed', message: describeError(error) })
      if (plan.constraints && (trial.status === 'completed' || trial.status === 'pruned')) {
        trial.constraints = measuredConstraints(plan.constraints, trial)
      }
      trial.seconds = (performance.now() - started) / 1000
      await keep(plan, trials, trial, outcome)
      failures = trial.status === 'failed' ? failures + 1 : 0
      report(plan, trials, { trial, seconds: (performance.now() - began) / 1000 })
      if (failures >= maxConsecutiveFailures) throw givenUp(trial, error)
    })
  }

  try {
    for (;;) {
      stop.signal.throwIfAborted()
      while (active.size < runner.atOnce) {
        const trial = await next()
        if (!trial) break
        const ended = run(trial).catch((error: unknown) => stop.abort(error))
        active.set(
          trial.id,
          ended.finally(() => active.delete(trial.id)),
        )
      }
      if (active.size === 0) return trials
      await Promise.race(active.values())
    }
  } catch (error) {
    stop.abort(error)
    await Promise.all(active.values())
    throw error
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

async function attempts(
  { store, runner, task, training, maxRetries, pruner }: SearchPlan,
  trial: Trial,
  trials: readonly Trial[],
  signal: AbortSignal,
): Promise<{ outcome?: TrialOutcome; error?: unknown }> {
  const { id, values, epochs = task.epochs } = trial
  const prune = (reports: readonly Report[]): boolean => {
    // Trials that run beside this one are compared with it, too.
    trial.reports = [...reports]
    const others = trials.filter((other) => other.id !== id)
    return pruner!.shouldPrune({ reports, others, objective: task.objective })
  }
  for (let attempt = 0; ; attempt++) {
    try {
      const objectives = task.objectives?.map(({ name }) => name)
      const several = objectives && { objectives }
      const shared = {
        search: store.id,
        seed: task.seed,
        ...several,
        ...(training && { training }),
        ...(pruner && { reports: true as const }),
      }
      const outcome = await runner.run({ ...shared, id, values, epochs }, signal, pruner && prune)
      if (outcome.status === 'fatal') throw Object.assign(new RangeError(`tune: ${outcome.message}`), { fatal: true })
      return { outcome }
    } catch (error) {
      signal.throwIfAborted()
      if ((error as { fatal?: boolean }).fatal) throw error
      if (attempt >= maxRetries) return { error }
    }
  }
}

function settle(trial: Trial, outcome: TrialOutcome | { status: 'failed'; message: string }): void {
  delete trial.message
  delete trial.reports
  if (outcome.status === 'pruned') {
    Object.assign(trial, outcome)
    return
  }
  if (outcome.status !== 'completed') {
    Object.assign(trial, { status: outcome.status, message: outcome.message })
    return
  }
  const { executions, unread = [], reports } = outcome
  delete trial.unread
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const names = Object.keys(executions[0]!.metrics)
  Object.assign(trial, {
    status: 'completed',
    score: mean(executions.map(({ score }) => score)),
    metrics: Object.fromEntries(names.map((name) => [name, mean(executions.map(({ metrics }) => metrics[name]!))])),
    executions,
    ...(unread.length > 0 && { unread }),
    ...(reports && { reports }),
  })
}

/** Weights first: a completed trial never lacks them. */
async function keep(
  { store, task, keepModels }: SearchPlan,
  trials: readonly Trial[],
  trial: Trial,
  outcome: TrialOutcome | undefined,
): Promise<void> {
  const kept = ranking(trials, task)
    .filter((other) => !other.added)
    .slice(0, keepModels)
  const weights = outcome?.status === 'completed' ? outcome.weights : undefined
  if (weights && kept.includes(trial)) await store.saveWeights(trial.id, weights)
  await store.save(trial)
  if (weights) await store.keepWeights(kept.map(({ id }) => id))
}

function report(
  { onTrial, task }: SearchPlan,
  trials: readonly Trial[],
  { trial, seconds }: { trial: Trial; seconds: number },
): void {
  const ended = trials.filter(({ status, added }) => status !== 'running' && !added).length
  onTrial?.({ trial: structuredClone(trial), best: structuredClone(ranking(trials, task)[0]), ended, seconds })
}

const givenUp = ({ id }: Trial, cause: unknown): Error =>
  new Error(
    `tune: expected trials to succeed, received ${maxConsecutiveFailures} failures in a row, the last in trial ${id}: ${describeError(cause)}`,
    { cause },
  )
