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
  const common = { processor: cpus()[0]!.model, epochs, dlw }
  onProgress('Keras')
  try {
    const python = process.env.DLW_PYTHON ?? 'python3'
    const keras = await runScript<Memory>(python, [path('train_images.py'), String(epochs)])
    return { ...common, keras, timesKeras: dlw.peak / keras.peak }
  } catch (error) {
    return { ...common, failure: `no Keras: ${(error as Error).message}` }
  }
}

/** The comparison for a terminal. */
export function formatMemoryBench({ processor, epochs, dlw, keras, timesKeras, failure }: MemoryBench): string {
  const line = ({ peak, before }: Memory) => `${peak.toFixed(0)} MB at most, ${before.toFixed(0)} MB before training`
  return [
    `${processor}; the 137,060-parameter CNN, ${epochs} epochs, 878 + 293 pictures of 64 × 64 × 3`,
    `dlw    ${line(dlw)}`,
    `Keras  ${keras === undefined ? failure : line(keras)}`,
    ...(timesKeras === undefined ? [] : [`ratio  ${timesKeras.toFixed(2)}`]),
  ].join('\n')
}
