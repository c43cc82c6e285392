/** For tests: a search in a process of its own, to be killed. Arguments: the directory, and a ledger of what it did. */
import { appendFileSync } from 'node:fs'
import { bayesianSearch } from '../../src/tuner/bayesian-search.ts'
import { decimal } from '../../src/tuner/decimal.ts'
import { search } from '../../src/tuner/search.ts'

const [directory, ledger] = process.argv.slice(2) as [string, string]
const controller = new AbortController()
process.once('SIGINT', () => controller.abort(new Error('interrupted')))
process.stdout.write('ready\n')
try {
  const { trials } = await search(
    async ({ x, y }, { id }) => {
      appendFileSync(ledger, `start ${id}\n`)
      await new Promise((resolve) => setTimeout(resolve, 3))
      return (x - 0.3) ** 2 + (y + 0.7) ** 2
    },
    {
      space: { x: decimal({ min: -1, max: 1 }), y: decimal({ min: -1, max: 1 }) },
      strategy: bayesianSearch({ batch: 3 }),
      direction: 'min',
      maxTrials: 60,
      seed: 5,
      directory,
      signal: controller.signal,
      onTrial: ({ trial }) => appendFileSync(ledger, `done ${trial.id}\n`),
    },
  )
  process.stdout.write(`${JSON.stringify(trials.map(({ seconds: _, ...trial }) => trial))}\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 130
}
