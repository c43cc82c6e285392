import { lastLine, runProgram } from '../killable.ts'
import { litterIn } from '../litter.ts'
import type { Scenario } from '../scenario.ts'
import type { Writer } from '../writers.ts'

/** What stands under the final names is whole after each kill, and nothing that was confirmed is lost. */
export function killedWriter(writer: Writer): Scenario {
  return {
    name: `kills: ${writer.name}`,
    async run({ rounds, random, folder }) {
      const findings: string[] = []
      const confirmed: number[] = []
      let next = 1
      let kills = 0
      for (; kills < rounds; kills++) {
        const killAfter = random.uniform(0, 250)
        const ended = await runProgram('write', [writer.name, folder, String(next), '1000000'], { killAfter })
        if (ended.signal !== 'SIGKILL') findings.push(`it failed after ${kills} kills: ${ended.errors.trim()}`)
        const wrote = [...ended.output.matchAll(/wrote (\d+)\n/g)].map(([, version]) => Number(version))
        for (const version of wrote) confirmed.push(version)
        // The one that was being written may be there, or not.
        next += wrote.length + 1
        findings.push(...(await inspect(writer, folder, confirmed)))
      }
      const last = await runProgram('write', [writer.name, folder, String(next), '1'])
      if (last.code !== 0 || lastLine(last) !== `wrote ${next}`) findings.push(`the last write failed: ${last.errors}`)
      confirmed.push(next)
      findings.push(...(await inspect(writer, folder, confirmed)))
      findings.push(...litterIn(folder).map((name) => `left ${name}`))
      return { done: `${kills} kills, ${confirmed.length} writes`, findings }
    },
  }
}

/** Whether what is there is whole, and holds what was confirmed. */
export async function inspect(writer: Writer, folder: string, confirmed: readonly number[]): Promise<string[]> {
  try {
    const found = await writer.read(folder)
    if (!writer.appends) {
      const latest = confirmed.at(-1)
      return latest !== undefined && !found.some((version) => version >= latest)
        ? [`version ${latest} was confirmed, and ${found.join() || 'nothing'} is there`]
        : []
    }
    const present = new Set(found)
    const lost = confirmed.filter((version) => !present.has(version))
    const twice = found.length - present.size
    return [
      ...(lost.length > 0 ? [`lost ${lost.length} confirmed entries: ${lost.slice(0, 5).join()}`] : []),
      ...(twice > 0 ? [`${twice} entries stand there twice`] : []),
    ]
  } catch (error) {
    return [`cannot be read: ${(error as Error).message}`]
  }
}
