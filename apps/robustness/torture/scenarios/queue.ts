import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { hasRedis, startRedis } from '@dlw/testing/redis-server'
import { differences } from '../differences.ts'
import { lastLine, runProgram } from '../killable.ts'
import { litterIn } from '../litter.ts'
import type { Scenario } from '../scenario.ts'

const program = fileURLToPath(new URL('../../../../packages/train/src/tuner/places/dlw-train.ts', import.meta.url))
const study = new URL('../programs/study.ts', import.meta.url)

function startWorker(queue: string): ChildProcess {
  const args = ['worker', '--queue', queue, '--module', String(study), '--backend', 'cpu', '--lease', '1']
  return spawn(process.execPath, ['--conditions=@dlw/source', program, ...args], { stdio: 'ignore' })
}

async function dead(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  await new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill('SIGKILL')
  })
}

/** A search over Redis, in which the search, a worker or Redis is killed in turn. */
export const queue: Scenario = {
  name: 'search over Redis',
  async run({ rounds, random, folder }) {
    if (!hasRedis) return { done: 'nothing: redis-server is not installed', findings: [] }
    const trials = 60
    const findings: string[] = []
    const unbroken = await runProgram('search', [join(folder, 'whole'), String(trials)])
    const data = join(folder, 'redis')
    mkdirSync(data)
    const redis = await startRedis({ directory: data })
    const workers = [startWorker(redis.url), startWorker(redis.url)]
    const directory = join(folder, 'killed')
    const args = [directory, String(trials), JSON.stringify({ queue: redis.url, workers: 3 })]
    const killed = { search: 0, worker: 0, redis: 0 }
    try {
      for (let kill = 0; kill < rounds; kill++) {
        const victim = (['worker', 'search', 'redis'] as const)[kill % 3]!
        const run = runProgram('search', args, { killAfter: random.uniform(600, 1800) })
        await pause(random.uniform(400, 1200))
        if (victim === 'redis') await redis.restart()
        if (victim === 'worker') {
          const place = kill % workers.length
          if (workers[place]!.exitCode !== null) findings.push('a worker ended by itself')
          await dead(workers[place]!)
          workers[place] = startWorker(redis.url)
        }
        const { signal, errors } = await run
        killed.search++
        if (victim !== 'search') killed[victim]++
        if (signal === 'SIGKILL') continue
        if (errors) findings.push(`after ${kill} kills it failed: ${errors.trim()}`)
        break
      }
      const resumed = await runProgram('search', args)
      if (resumed.code !== 0) findings.push(`the last run failed: ${resumed.errors.trim()}`)
      else findings.push(...differences(lastLine(unbroken), lastLine(resumed)))
      findings.push(...litterIn(directory).map((left) => `left ${left}`))
    } finally {
      await Promise.all(workers.map(dead))
      await redis.kill()
    }
    const done = Object.entries(killed).map(([name, count]) => `${count} × ${name}`)
    return { done: `kills: ${done.join(', ')}`, findings }
  },
}
