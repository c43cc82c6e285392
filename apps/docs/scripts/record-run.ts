import type { Recorded } from '../src/lib/recorded.ts'
import type { Run } from '../src/lib/run-file.ts'
import { recordEpisode } from './record-episode.ts'
import { recordExamples } from './record-examples.ts'
import { recordProgram } from './record-program.ts'

/** Runs what is to be recorded. */
export async function recordRun(name: string, what: Recorded): Promise<Run> {
  if (what.kind === 'episode') return recordEpisode(name, what)
  return what.kind === 'program' ? recordProgram(name, what) : recordExamples(name, what.sources)
}
