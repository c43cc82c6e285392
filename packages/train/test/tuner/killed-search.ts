/** For tests: a search in a process of its own, to be killed. Arguments: the directory, how many trials, and how many workers, if any. */
import { appendFileSync } from 'node:fs'
import { search } from '../../src/tuner/run/search.ts'
import { decimal } from '../../src/tuner/space/decimal.ts'
import { bayesianSearch } from '../../src/tuner/strategies/bayesian-search.ts'
import { evaluate } from './ledger-study.ts'

const [directory, trials, workers] = process.argv.slice(2) as [string, string, string?]
const controller = new AbortController()
process.once('SIGINT', () => controller.abort(new Error('interrupted')))
process.stdout.write('ready\n')
try {
  const { trials: done } = await search(evaluate, {
    space: { x: decimal({ min: -1, max: 1 }), y: decimal({ min: -1, max: 1 }) },
    strategy: bayesianSearch({ batch: 3 }),
    direction: 'min',
    maxTrials: Number(trials),
    seed: 5,
    directory,
    ...(workers && { workers: Number(workers), backend: 'cpu', worker: new URL('./ledger-study.ts', import.meta.url) }),
    signal: controller.signal,
    onTrial({ trial }) {
      appendFileSync(process.env.LEDGER!, `done ${trial.id}\n`)
      process.stdout.write('reported\n')
    },
  })
  process.stdout.write(`${JSON.stringify(done.map(({ seconds: _, ...trial }) => trial))}\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 130
}
