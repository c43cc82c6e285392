import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadImageArrays, syntheticImages } from '@dlw/data'
import { median } from './median.ts'
import { runScript } from './run-script.ts'

const epochs = 30

/** What `train-transfer.ts` prints: seconds of each part, and where the backbone's time goes. */
interface Ours {
  featureSeconds: number
  headSeconds: number
  /** Of all cores, for both parts. */
  processorSeconds: number
  /** Milliseconds of each kernel in one batch of 32 images. */
  kernels: Record<string, number>
  /** Features of the first two pictures. */
  features: number[]
}
/** What `train_transfer.py` prints. */
interface Theirs {
  epochSeconds: number[]
  /** Of all cores, for each epoch. */
  processorSeconds: number[]
  features: number[]
}

/** Cached features by dlw against Keras's training of the same frozen network on the same pictures. */
export interface TransferBench {
  readonly processor: string
  readonly pictures: string
  readonly epochs: number
  readonly dlw: Omit<Ours, 'features'> & { seconds: number }
  /** Absent where no Python with Keras was found. */
  readonly keras?: { epochSeconds: readonly number[]; seconds: number; processorSeconds: number }
  /** How many times Keras's time dlw takes. */
  readonly timesKeras?: number
  /** The same of processor time, which a busy machine changes less. */
  readonly timesKerasProcessor?: number
  /** How far the features of both are apart, relative to the largest: it is the same network. */
  readonly apart?: number
  readonly failure?: string
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Trains a head on a frozen DenseNet121 for 30 epochs, judged after each: dlw on cached features, all of it, Keras as
 * the lesson does it, `kerasEpochs` of them. The weights are random, written by dlw and read by Keras: time does not
 * depend on them.
 *
 * @param options.data A folder of images as arrays; without it, pictures drawn by a program, of the same number and size.
 */
export async function transferBench({
  data,
  kerasEpochs,
  onProgress,
}: {
  data: string | undefined
  kerasEpochs: number
  onProgress(message: string): void
}): Promise<TransferBench> {
  const folder = await mkdtemp(join(tmpdir(), 'dlw-bench-'))
  try {
    const { train, test } = data === undefined ? syntheticImages({ seed: 0 }) : await loadImageArrays(data)
    for (const [name, { images, labels }] of Object.entries({ train, test })) {
      await writeFile(
        join(folder, `${name}.images`),
        Float32Array.from(images.data, (value) => value / 255),
      )
      await writeFile(join(folder, `${name}.labels`), Int32Array.from(labels))
    }
    const common = { processor: cpus()[0]!.model, pictures: data ?? 'drawn by a program', epochs }
    onProgress('dlw: features once, then 30 epochs of the head')
    const { features, ...parts } = await runScript<Ours>(process.execPath, [
      ...process.execArgv,
      '--no-warnings',
      path('train-transfer.ts'),
      folder,
      String(epochs),
    ])
    const dlw = { ...parts, seconds: parts.featureSeconds + parts.headSeconds }
    onProgress(`Keras: ${kerasEpochs} epochs`)
    try {
      const python = process.env.DLW_PYTHON ?? 'python3'
      const keras = await runScript<Theirs>(python, [path('train_transfer.py'), folder, String(kerasEpochs)])
      const scaled = ([first = 0, ...others]: readonly number[]) =>
        first + (epochs - 1) * (others.length > 0 ? median(others) : first)
      const [seconds, processorSeconds] = [scaled(keras.epochSeconds), scaled(keras.processorSeconds)]
      const largest = Math.max(...keras.features.map(Math.abs))
      const apart = Math.max(...keras.features.map((value, index) => Math.abs(value - features[index]!))) / largest
      return {
        ...common,
        dlw,
        keras: { epochSeconds: keras.epochSeconds, seconds, processorSeconds },
        timesKeras: dlw.seconds / seconds,
        timesKerasProcessor: dlw.processorSeconds / processorSeconds,
        apart,
      }
    } catch (error) {
      return { ...common, dlw, failure: `no Keras: ${(error as Error).message}` }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The comparison for a terminal. */
export function formatTransferBench({
  processor,
  pictures,
  dlw,
  keras,
  timesKeras,
  timesKerasProcessor,
  apart,
  failure,
}: TransferBench): string {
  const seconds = (value: number) => `${value.toFixed(1)} s`
  const all = Object.values(dlw.kernels).reduce((sum, value) => sum + value, 0)
  const kernels = Object.entries(dlw.kernels)
    .sort(([, one], [, other]) => other - one)
    .slice(0, 8)
    .map(([name, milliseconds]) => `  ${name.padEnd(24)}${((100 * milliseconds) / all).toFixed(0).padStart(4)} %`)
  return [
    `${processor}; DenseNet121 at 160 × 160, frozen; 878 + 293 pictures (${pictures}); ${epochs} epochs`,
    `dlw    ${seconds(dlw.seconds)}: features ${seconds(dlw.featureSeconds)}, head ${seconds(dlw.headSeconds)}; processor ${seconds(dlw.processorSeconds)}`,
    keras === undefined
      ? `Keras  ${failure}`
      : `Keras  ${seconds(keras.seconds)}: scaled to ${epochs} epochs from ${keras.epochSeconds.length} (${keras.epochSeconds.map(seconds).join(', ')}); processor ${seconds(keras.processorSeconds)}`,
    ...(timesKeras === undefined
      ? []
      : [`ratio  ${timesKeras.toFixed(3)}, of processor time ${timesKerasProcessor?.toFixed(3)}`]),
    ...(apart === undefined ? [] : [`the features of both agree to ${apart.toExponential(1)} of the largest`]),
    `kernels of the backbone, one batch of 32 (${all.toFixed(0)} ms):`,
    ...kernels,
  ].join('\n')
}
