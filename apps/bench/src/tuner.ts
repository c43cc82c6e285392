import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { median } from './median.ts'
import { runScript } from './run-script.ts'

/** What a search of the grid prints, by either side. */
interface Search {
  seconds: number
  /** Of each trial, in their order. */
  trialSeconds: number[]
  /** Processor time of all threads. */
  processorSeconds: number
}

/** What `tune-images.ts` prints. */
interface OurSearch extends Search {
  /** Milliseconds of each kernel in ten steps of the grid's larger network. */
  kernels: Record<string, number>
}

interface Ratio {
  seconds: number
  processor: number
}

/** The lesson's first grid by dlw and by Keras Tuner, in turns; medians in seconds. */
export interface TunerBench {
  readonly processor: string
  readonly rounds: number
  readonly epochs: number
  readonly dlw: OurSearch
  /** With two workers of one thread each. */
  readonly workers: Search
  /** Absent where no Python with Keras Tuner was found. */
  readonly keras?: Search
  /** How many times Keras Tuner's time and processor time dlw takes, in one thread and in two workers. */
  readonly timesKeras?: { dlw: Ratio; workers: Ratio }
  readonly failure?: string
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Searches the lesson's first grid, six trials on 878 pictures judged after each epoch on 293, each time in a process of
 * its own: dlw in one thread of JavaScript with all cores for its kernels, dlw in two workers, and Keras Tuner. All three
 * keep every trial, and the weights of its best epoch, on disk.
 */
export async function tunerBench({
  rounds,
  epochs,
  onProgress,
}: {
  rounds: number
  epochs: number
  onProgress(message: string): void
}): Promise<TunerBench> {
  const ours = (workers: number) => [
    ...[...process.execArgv, '--no-warnings', path('tune-images.ts')],
    ...[epochs, workers].map(String),
  ]
  const [dlw, workers, keras] = [[] as OurSearch[], [] as OurSearch[], [] as Search[]]
  let failure: string | undefined
  for (let round = 1; round <= rounds; round++) {
    onProgress(`round ${round} of ${rounds}: dlw`)
    dlw.push(await runScript(process.execPath, ours(1)))
    onProgress(`round ${round} of ${rounds}: dlw, two workers`)
    workers.push(await runScript(process.execPath, ours(2)))
    if (failure !== undefined) continue
    onProgress(`round ${round} of ${rounds}: Keras Tuner`)
    try {
      keras.push(await runScript(process.env.DLW_PYTHON ?? 'python3', [path('tune_images.py'), String(epochs)]))
    } catch (error) {
      failure = `no Keras Tuner: ${(error as Error).message}`
    }
  }
  const common = { processor: cpus()[0]!.model, rounds, epochs, dlw: middle(dlw), workers: middle(workers) }
  if (keras.length === 0) return { ...common, failure: failure ?? 'no Keras Tuner' }
  const theirs = middle(keras)
  const ratio = ({ seconds, processorSeconds }: Search): Ratio => ({
    seconds: seconds / theirs.seconds,
    processor: processorSeconds / theirs.processorSeconds,
  })
  return { ...common, keras: theirs, timesKeras: { dlw: ratio(common.dlw), workers: ratio(common.workers) } }
}

/** The search of the median time. */
function middle<One extends Search>(searches: readonly One[]): One {
  const seconds = median(searches.map((one) => one.seconds))
  return searches.toSorted((a, b) => Math.abs(a.seconds - seconds) - Math.abs(b.seconds - seconds))[0]!
}

/** The comparison for a terminal. */
export function formatTunerBench({ dlw, workers, keras, timesKeras, failure, ...bench }: TunerBench): string {
  const line = (name: string, { seconds, processorSeconds, trialSeconds }: Search) =>
    `${name.padEnd(18)}${seconds.toFixed(1).padStart(7)} s, ${processorSeconds.toFixed(1)} s of processor; trials ${trialSeconds.map((one) => one.toFixed(1)).join(', ')} s`
  const both = ({ seconds, processor }: Ratio) => `${seconds.toFixed(2)} in time, ${processor.toFixed(2)} of processor`
  const all = Object.values(dlw.kernels).reduce((sum, value) => sum + value, 0)
  const kernels = Object.entries(dlw.kernels)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 8)
    .map(([name, milliseconds]) => `  ${name.padEnd(24)}${((100 * milliseconds) / all).toFixed(0).padStart(4)} %`)
  return [
    `${bench.processor}; the lesson's first grid: 6 trials × ${bench.epochs} epochs, 878 + 293 pictures, median of ${bench.rounds}`,
    line('dlw', dlw),
    line('dlw, two workers', workers),
    keras === undefined ? (failure ?? '') : line('Keras Tuner', keras),
    ...(timesKeras === undefined
      ? []
      : [`ratio              ${both(timesKeras.dlw)}; two workers ${both(timesKeras.workers)}`]),
    `kernels of ten steps with two blocks (${all.toFixed(0)} ms, one thread of JavaScript waits for each):`,
    ...kernels,
  ].join('\n')
}
