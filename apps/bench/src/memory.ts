import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { runScript } from './run-script.ts'

/** What a training leaves in the books of its process, in megabytes. */
interface Memory {
  /** Resident at most, from the start of the process to its end. */
  peak: number
  /** Resident when libraries, device and pictures are loaded. */
  before: number
}

/** What a million rows of 20 columns take. */
interface RowsMemory extends Memory {
  /** The caller's arrays, as float32. */
  size: number
  /** How many times that size a process takes beyond what it had without the data: the caller's arrays included. */
  timesSize: number
}

/** The most memory of one training by dlw and by Keras. */
export interface MemoryBench {
  readonly processor: string
  readonly epochs: number
  readonly dlw: Memory
  /** Absent where no Python with Keras was found. */
  readonly keras?: Memory
  /** How many times Keras's peak dlw has. */
  readonly timesKeras?: number
  readonly failure?: string
  /** A million rows of 20 columns, by fit and by tune. */
  readonly rows: Readonly<Record<'fit' | 'tune', RowsMemory>>
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Trains the lesson's network of 137,060 parameters on 878 pictures, judged after each epoch on 293, by dlw and by Keras,
 * and asks each process for the most memory it had.
 */
export async function memoryBench(epochs: number, onProgress: (message: string) => void): Promise<MemoryBench> {
  onProgress('dlw')
  const ours = [...process.execArgv, '--no-warnings', path('train-images.ts'), String(epochs)]
  const dlw = await runScript<Memory>(process.execPath, ours)
  const rows = { fit: await rowsMemory('fit', epochs, onProgress), tune: await rowsMemory('tune', epochs, onProgress) }
  const common = { processor: cpus()[0]!.model, epochs, dlw, rows }
  onProgress('Keras')
  try {
    const python = process.env.DLW_PYTHON ?? 'python3'
    const keras = await runScript<Memory>(python, [path('train_images.py'), String(epochs)])
    return { ...common, keras, timesKeras: dlw.peak / keras.peak }
  } catch (error) {
    return { ...common, failure: `no Keras: ${(error as Error).message}` }
  }
}

async function rowsMemory(
  task: 'fit' | 'tune',
  epochs: number,
  onProgress: (message: string) => void,
): Promise<RowsMemory> {
  onProgress(`a million rows, ${task}`)
  const args = [...process.execArgv, '--no-warnings', path('train-rows.ts'), task, String(epochs)]
  const measured = await runScript<Memory & { size: number }>(process.execPath, args)
  return { ...measured, timesSize: (measured.peak - measured.before) / measured.size }
}

/** The comparison for a terminal. */
export function formatMemoryBench({ processor, epochs, dlw, rows, keras, timesKeras, failure }: MemoryBench): string {
  const line = ({ peak, before }: Memory) => `${peak.toFixed(0)} MB at most, ${before.toFixed(0)} MB before training`
  return [
    `${processor}; the 137,060-parameter CNN, ${epochs} epochs, 878 + 293 pictures of 64 × 64 × 3`,
    `dlw    ${line(dlw)}`,
    `Keras  ${keras === undefined ? failure : line(keras)}`,
    ...(timesKeras === undefined ? [] : [`ratio  ${timesKeras.toFixed(2)}`]),
    'a million rows of 20 columns, without what the process had before there were data',
    ...Object.entries(rows).map(
      ([task, { peak, before: base, size, timesSize }]) =>
        `${task.padEnd(6)} ${(peak - base).toFixed(0)} MB, ${timesSize.toFixed(2)} × the ${size.toFixed(0)} MB of the data, the caller's arrays included`,
    ),
  ].join('\n')
}
