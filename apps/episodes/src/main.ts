import { parseCommandLine, usage } from './command-line.ts'
import { runEpisode } from './run-episode.ts'

/** The command `pnpm episode …`: numbers or the ten steps on stdout, progress and errors on stderr. */
try {
  const command = parseCommandLine(process.argv.slice(2))
  if (command.help) process.stdout.write(usage)
  else await runEpisode(command)
} catch (error) {
  const text = error instanceof Error ? (process.env.DEBUG ? error.stack : error.message) : String(error)
  process.stderr.write(`\n✗ ${text}\n`)
  process.exitCode = 1
}
