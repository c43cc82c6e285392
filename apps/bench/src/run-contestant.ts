import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Contestant, Measurement, Task } from './measurement.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Measures one contestant at one task, in a process of its own. */
export async function runContestant(contestant: Contestant, task: Task, count: number): Promise<Measurement> {
  // The JavaScript backend needs minutes for one batch of images.
  if (contestant === 'tfjs-cpu' && task === 'images') return { failure: 'minutes for each batch; not run' }
  const [program, ...given] =
    contestant === 'keras'
      ? [process.env.DLW_PYTHON ?? 'python3', path('measure_keras.py'), task, String(count)]
      : [
          process.execPath,
          ...process.execArgv,
          '--no-warnings',
          path('measure-tfjs.ts'),
          contestant,
          task,
          String(count),
        ]
  try {
    const { stdout } = await promisify(execFile)(program!, given, { timeout: 600_000 })
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as Measurement
  } catch (error) {
    const text = String((error as { stderr?: string }).stderr || (error as Error).message)
    const failure = text.trim().split('\n').at(-1)!
    return { failure: contestant === 'keras' ? `no Keras: ${failure}` : failure }
  }
}
