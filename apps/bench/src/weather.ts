import { execFile } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median } from './median.ts'

/** The same training by dlw and by Keras, in turns; medians in milliseconds. */
export type WeatherBench = {
  readonly processor: string
  readonly rounds: number
  readonly dlw: number
  /** Absent where no Python with Keras was found. */
  readonly keras?: number
  /** How many times Keras's time dlw takes. */
  readonly timesKeras?: number
  readonly failure?: string
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Trains the lesson's weather network for 200 epochs with validation, by turns, each time in a process of its own. */
export async function weatherBench(rounds: number, onProgress: (message: string) => void): Promise<WeatherBench> {
  const times = { dlw: [] as number[], keras: [] as number[] }
  let failure: string | undefined
  for (let round = 1; round <= rounds; round += 1) {
    onProgress(`round ${round} of ${rounds}: dlw`)
    times.dlw.push(await run(process.execPath, [...process.execArgv, '--no-warnings', path('train-weather.ts')]))
    if (failure !== undefined) continue
    onProgress(`round ${round} of ${rounds}: Keras`)
    try {
      times.keras.push(await run(process.env.DLW_PYTHON ?? 'python3', [path('train_weather.py')]))
    } catch (error) {
      const text = String((error as { stderr?: string }).stderr || (error as Error).message)
      failure = `no Keras: ${text.trim().split('\n').at(-1)}`
    }
  }
  const [dlw, keras] = [median(times.dlw), median(times.keras)]
  return {
    processor: cpus()[0]!.model,
    rounds,
    dlw,
    ...(times.keras.length > 0 ? { keras, timesKeras: dlw / keras } : { failure: failure ?? 'no Keras' }),
  }
}

/** The comparison for a terminal. */
export function formatWeatherBench({ processor, rounds, dlw, keras, timesKeras, failure }: WeatherBench): string {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  return [
    `${processor}; 200 epochs of 89–100–50–1 with validation (4,800 steps), median of ${rounds}`,
    `dlw    ${seconds(dlw)}`,
    `Keras  ${keras === undefined ? failure : seconds(keras)}`,
    ...(timesKeras === undefined ? [] : [`ratio  ${timesKeras.toFixed(2)}`]),
  ].join('\n')
}

async function run(program: string, args: readonly string[]): Promise<number> {
  const { stdout } = await promisify(execFile)(program, args, { timeout: 600_000 })
  return (JSON.parse(stdout.trim().split('\n').at(-1)!) as { milliseconds: [number] }).milliseconds[0]
}
