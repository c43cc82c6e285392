import { runProgram } from '../killable.ts'
import { litterIn } from '../litter.ts'
import type { Scenario } from '../scenario.ts'
import type { Writer } from '../writers.ts'
import { inspect } from './saves.ts'

const writerCount = 8

/** Eight processes write the same thing at once, while another reads: it is whole all the time. */
export function eightWriters(writer: Writer): Scenario {
  return {
    name: `8 writers: ${writer.name}`,
    async run({ rounds, folder }) {
      const findings: string[] = []
      let isOver = false
      const runs = Array.from({ length: writerCount }, (_, index) =>
        runProgram('write', [writer.name, folder, String((index + 1) * 1000), String(rounds)]),
      )
      const all = Promise.all(runs).finally(() => {
        isOver = true
      })
      while (!isOver) {
        findings.push(...(await inspect(writer, folder, [])))
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      const confirmed: number[] = []
      for (const { code, errors, output } of await all) {
        if (code !== 0) findings.push(`a writer failed: ${errors.trim()}`)
        for (const [, version] of output.matchAll(/wrote (\d+)\n/g)) confirmed.push(Number(version))
      }
      findings.push(...(await inspect(writer, folder, writer.appends ? confirmed : [1])))
      findings.push(...litterIn(folder).map((name) => `left ${name}`))
      return { done: `${confirmed.length} writes`, findings: [...new Set(findings)] }
    },
  }
}
