import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { episodes } from '../../episodes/src/episodes.ts'
import type { Recorded } from '../src/lib/recorded.ts'
import type { Run } from '../src/lib/run-file.ts'
import { places } from './places.ts'
import { provenance } from './provenance.ts'
import { recordingContext } from './recording-context.ts'

/**
 * Runs an episode and records what it shows. The backend is wasm: every machine has it, and its digits are the same in
 * Node and in browsers.
 *
 * @throws Error if the episode uses a name twice, or its data or weights are not available.
 */
export async function recordEpisode(name: string, what: Extract<Recorded, { kind: 'episode' }>): Promise<Run> {
  const { data, weights } = places(name, what)
  const { backbone, search } = what
  const episode = await episodes[name]!()
  const { context, shown } = recordingContext((step) => process.stderr.write(`${name}: ${step}\n`))
  const directory = await mkdtemp(join(tmpdir(), 'dlw-'))
  try {
    const started = performance.now()
    const numbers = await episode(
      { seed: 0, device: { prefer: 'wasm' }, quick: false, data, backbone, weights, search, directory },
      context,
    )
    return { name, provenance: provenance(name, String(numbers.backend), started), numbers, ...shown }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
