import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { median } from './median.ts'
import { runScript } from './run-script.ts'

/** Who trains: `fit` with and without captured steps, and others in Python, by their names for people. */
const contestants = {
  captured: 'dlw, captured steps',
  plain: 'dlw, capture: false',
  'keras-jax': 'Keras on JAX',
  'keras-tensorflow': 'Keras on TensorFlow',
  torch: 'PyTorch, eager',
  jax: 'JAX, jit and scan',
} as const

type Contestant = keyof typeof contestants

const networks = ['penguins', 'weather'] as const
type Network = (typeof networks)[number]

/** Milliseconds of a step: by the clock, and of all processors together. */
type Times = { wall: number; processor: number }

/** Medians of one contestant, or why there are none. */
type Result = Times | { failure: string }

/** Steps of two small networks, by turns; see {@link captureBench}. */
export type CaptureBench = {
  readonly processor: string
  readonly rounds: number
  readonly results: Readonly<Record<Network, Readonly<Record<Contestant, Result>>>>
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

function run(contestant: Contestant, network: Network): Promise<Times> {
  if (contestant === 'captured' || contestant === 'plain') {
    const script = [path('measure-capture.ts'), contestant, network]
    return runScript(process.execPath, [...process.execArgv, '--no-warnings', ...script])
  }
  return runScript(process.env.DLW_PYTHON ?? 'python3', [path('measure_capture.py'), contestant, network])
}

/**
 * Trains the lesson's penguins and weather networks, by turns, each in a process of its own that warms up first: a step
 * of `fit` with captured steps, without them, and of the same network in Python. Who is not installed is left out.
 */
export async function captureBench(rounds: number, onProgress: (message: string) => void): Promise<CaptureBench> {
  const names = Object.keys(contestants) as Contestant[]
  const measured = async (network: Network) => {
    const times = new Map<Contestant, Times[]>(names.map((name) => [name, []]))
    const failures = new Map<Contestant, string>()
    for (let round = 1; round <= rounds; round += 1) {
      for (const name of names) {
        if (failures.has(name)) continue
        onProgress(`${network}, round ${round} of ${rounds}: ${contestants[name]}`)
        try {
          times.get(name)!.push(await run(name, network))
        } catch (error) {
          failures.set(name, (error as Error).message)
        }
      }
    }
    return Object.fromEntries(
      names.map((name): [Contestant, Result] => {
        const all = times.get(name)!
        if (all.length === 0) return [name, { failure: failures.get(name)! }]
        return [
          name,
          { wall: median(all.map(({ wall }) => wall)), processor: median(all.map(({ processor }) => processor)) },
        ]
      }),
    ) as Record<Contestant, Result>
  }
  const results = { penguins: await measured('penguins'), weather: await measured('weather') }
  return { processor: cpus()[0]!.model, rounds, results }
}

/** The comparison for a terminal. */
export function formatCaptureBench({ processor, rounds, results }: CaptureBench): string {
  const lines = [`${processor}; a step of 32 rows with Adam, medians of ${rounds}: by the clock, of all processors`]
  for (const network of networks) {
    const own = results[network].captured
    lines.push('', network)
    for (const [name, label] of Object.entries(contestants) as [Contestant, string][]) {
      const result = results[network][name]
      if ('failure' in result) {
        lines.push(`  ${label.padEnd(22)} left out: ${result.failure}`)
        continue
      }
      const times = `${result.wall.toFixed(4)} ms  ${result.processor.toFixed(4)} ms`
      const ratio =
        'failure' in own ? '' : `  captured steps take ${(own.processor / result.processor).toFixed(2)} of it`
      lines.push(`  ${label.padEnd(22)} ${times}${name === 'captured' ? '' : ratio}`)
    }
  }
  return lines.join('\n')
}
