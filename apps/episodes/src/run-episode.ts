import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BackendName, UseBackendOptions } from '@dlw/backend'
import type { Command } from './command-line.ts'
import { episodes } from './episodes.ts'
import { openReport, type Report } from './report.ts'
import { terminalContext } from './terminal-context.ts'

/**
 * Runs one episode as the command line asks and prints its steps, or with `json` its numbers alone.
 *
 * @throws Error when `out` cannot be written (before anything runs), and whatever the episode throws.
 */
export async function runEpisode(command: Command): Promise<void> {
  const started = performance.now()
  const report = command.out === undefined ? undefined : await openReport(outFolder(command.out), command)
  const scratch = report ? undefined : await mkdtemp(join(tmpdir(), 'dlw-'))
  try {
    const run = await episodes[command.episode]!()
    const context = terminalContext({ silent: command.json, report })
    const directory = report?.directory ?? scratch!
    const numbers = await run({ ...command, directory, device: device(command.backend) }, context)
    const seconds = Math.round(performance.now() - started) / 1000
    await report?.write({ ...numbers, seconds })
    print(command, { ...numbers, seconds }, report)
  } finally {
    if (scratch) await rm(scratch, { recursive: true, force: true })
  }
}

/** `useBackend` itself refuses a name that it does not know, with the names it does. */
function device(backend: string): UseBackendOptions {
  return backend === 'auto' ? {} : { prefer: backend as BackendName }
}

/** A relative folder is meant from where the reader stands, which is not where pnpm runs scripts. */
function outFolder(out: string): string {
  return resolve(process.env.INIT_CWD ?? '.', out)
}

function print(command: Command, numbers: Record<string, unknown>, report: Report | undefined): void {
  if (command.json) {
    process.stdout.write(`${JSON.stringify(numbers)}\n`)
    return
  }
  process.stdout.write(`\nDone in ${numbers.seconds} s on ${numbers.backend}.\n`)
  if (report) process.stdout.write(`Report with all figures: ${join(report.directory, 'report.html')}\n`)
}
