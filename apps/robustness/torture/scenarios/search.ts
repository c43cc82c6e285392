import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlaceOptions } from '@dlw/train/tuner'
import { differences } from '../differences.ts'
import { lastLine, runProgram } from '../killable.ts'
import { litterIn } from '../litter.ts'
import type { Scenario } from '../scenario.ts'

/** A search that is killed again and again loses no trial, runs none twice, and ends as an unbroken one. */
export function killedSearch(name: string, trials: number, place: PlaceOptions): Scenario {
  return {
    name,
    async run({ rounds, random, folder }) {
      const findings: string[] = []
      const [directory, ledger] = [join(folder, 'killed'), join(folder, 'ledger')]
      const unbroken = await runProgram('search', [join(folder, 'whole'), String(trials), JSON.stringify({})])
      if (unbroken.code !== 0) return { done: '0 kills', findings: [`the unbroken search failed: ${unbroken.errors}`] }
      const args = [directory, String(trials), JSON.stringify(place)]
      const env = { LEDGER: ledger }
      let kills = 0
      for (; kills < rounds; kills++) {
        const [before, kept] = [begun(ledger).length, completed(directory)]
        const { signal, errors } = await runProgram('search', args, { env, killAfter: random.uniform(0, 900) })
        const again = begun(ledger)
          .slice(before)
          .filter((id) => kept.includes(id))
        if (again.length > 0) findings.push(`ran trials twice: ${again.join(', ')}`)
        const lost = kept.filter((id) => !completed(directory).includes(id))
        if (lost.length > 0) findings.push(`lost trials: ${lost.join(', ')}`)
        if (signal === 'SIGKILL') continue
        if (errors) findings.push(`after ${kills} kills it failed: ${errors.trim()}`)
        break
      }
      const resumed = await runProgram('search', args, { env })
      if (resumed.code !== 0) findings.push(`the last run failed: ${resumed.errors.trim()}`)
      else findings.push(...differences(lastLine(unbroken), lastLine(resumed)))
      findings.push(...litterIn(directory).map((left) => `left ${left}`))
      return { done: `${kills} kills`, findings }
    },
  }
}

/** The trials that began, in order, after the first line of each: the best models are built again at the end. */
const begun = (ledger: string): string[] =>
  existsSync(ledger)
    ? readFileSync(ledger, 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.slice('start '.length))
    : []

/** The ids of the trials that a directory holds with a result. */
export function completed(directory: string): string[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory).flatMap((name) => {
    const id = /^trial-(\d+)\.json$/.exec(name)?.[1]
    if (id === undefined) return []
    const { status } = JSON.parse(readFileSync(join(directory, name), 'utf8')) as { status: string }
    return status === 'completed' ? [id] : []
  })
}
