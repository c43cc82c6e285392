import { lastLine, runProgram } from '../killable.ts'
import { litterIn } from '../litter.ts'
import type { Scenario } from '../scenario.ts'
import type { Writer } from '../writers.ts'
import { inspect } from './saves.ts'

const inWords = /^(?:\w+: |Cannot write ).*(?:EFBIG|ENOSPC|space|too large)/

/** A disk that is full at any byte: an error in words, what was there is whole, nothing half-written beside it. */
export function fullDisk(writer: Writer): Scenario {
  return {
    name: `full disk: ${writer.name}`,
    async run({ rounds, random, folder }) {
      const findings: string[] = []
      const first = await runProgram('write', [writer.name, folder, '1', '1'])
      if (first.code !== 0) return { done: 'nothing', findings: [`the first write failed: ${first.errors}`] }
      const confirmed = [1]
      let refused = 0
      for (let round = 0; round < rounds; round++) {
        const version = round + 2
        const fileLimit = Math.floor(random.uniform(0, round % 2 === 0 ? 2 : 16))
        const ended = await runProgram('write', [writer.name, folder, String(version), '1'], { fileLimit })
        if (ended.code === 0 && lastLine(ended) === `wrote ${version}`) confirmed.push(version)
        else {
          refused++
          if (ended.code !== 3 || !inWords.test(ended.errors))
            findings.push(`said: ${ended.errors.trim() || ended.signal}`)
        }
        findings.push(...(await inspect(writer, folder, confirmed)))
        findings.push(...litterIn(folder).map((name) => `left ${name}`))
      }
      return { done: `${refused} full disks`, findings: [...new Set(findings)] }
    },
  }
}
