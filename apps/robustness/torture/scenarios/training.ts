import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { differences } from '../differences.ts'
import { lastLine, runProgram } from '../killable.ts'
import { litterIn } from '../litter.ts'
import type { Scenario } from '../scenario.ts'

/** A training with every callback is killed again and again, and ends with the digits of an unbroken one. */
export const training: Scenario = {
  name: 'training with all callbacks',
  async run({ rounds, random, folder }) {
    const findings: string[] = []
    const [whole, killed] = [join(folder, 'whole'), join(folder, 'killed')]
    for (const path of [whole, killed]) mkdirSync(path)
    const unbroken = await runProgram('training', [whole])
    if (unbroken.code !== 0) return { done: '0 kills', findings: [`the unbroken training failed: ${unbroken.errors}`] }
    let kills = 0
    for (; kills < rounds; kills++) {
      const { signal, errors } = await runProgram('training', [killed], { killAfter: random.uniform(0, 160) })
      if (signal !== 'SIGKILL') {
        if (errors) findings.push(`after ${kills} kills it failed: ${errors.trim()}`)
        break
      }
    }
    const resumed = await runProgram('training', [killed])
    if (resumed.code !== 0) findings.push(`the last run failed: ${resumed.errors.trim()}`)
    else findings.push(...differences(lastLine(unbroken), lastLine(resumed)))
    findings.push(...litterIn(killed).map((name) => `left ${name}`))
    const [left, wanted] = [readdirSync(killed), readdirSync(whole)]
    if (left.sort().join() !== wanted.sort().join()) findings.push(`left ${left.join(', ')} for ${wanted.join(', ')}`)
    return { done: `${kills} kills`, findings }
  },
}
