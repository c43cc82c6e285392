import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { nearestName } from '@dlw/data/arguments'
import { type Task, tasks } from './measurement.ts'

const help = `pnpm bench backend [--rounds 3] [--count 3] [--only images,weather] [--out out/bench-backend.json] [--json]
pnpm bench capture [--rounds 3] [--out out/bench-capture.json] [--json]
pnpm bench weather [--rounds 3] [--out out/bench-weather.json] [--json]
pnpm bench tuner [--rounds 1] [--epochs 20] [--out out/bench-tuner.json] [--json]
pnpm bench memory [--epochs 3] [--out out/bench-memory.json] [--json]
pnpm bench transfer [--data DIR] [--epochs 3] [--out out/bench-transfer.json] [--json]
pnpm bench tables [--rows 1000000] [--count 3] [--only join] [--out out/bench-tables.json] [--json]
pnpm bench gpu [--count 3] [--steps 10] [--only images] [--software] [--out out/bench-gpu.json] [--json]

capture compares a step of two small networks, captured and not, with Keras on JAX and on TensorFlow, PyTorch, and JAX.
backend compares steps and epochs, weather a whole training of the lesson: dlw with plain TensorFlow.js and with Keras, in
one run. tuner runs the lesson's first grid beside Keras Tuner, memory tells the most that a training of pictures
holds, and one of a million rows.
transfer compares 30 epochs on cached features with Keras's frozen network, of which it runs --epochs and says so. Keras
needs a Python that has it: DLW_PYTHON, else python3. gpu compares WebGPU in Node with the processor: the losses of some
steps, and the time of an epoch; it refuses a software adapter unless --software allows it. tables compares splits,
preprocessing, scores, tables and CSV with pandas and scikit-learn, which take turns at every task; --only takes a part
of its name. Each prints medians and ratios, and writes them as JSON.`

const options = {
  allowPositionals: true,
  options: {
    help: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    epochs: { type: 'string' },
    rows: { type: 'string', default: '1000000' },
    count: { type: 'string', default: '3' },
    steps: { type: 'string', default: '10' },
    only: { type: 'string' },
    software: { type: 'boolean', default: false },
    data: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
} as const

const { values, positionals } = read()
const [name = ''] = positionals
const only = name === 'tables' ? undefined : (values.only?.split(',') as Task[] | undefined)
const unknown = only?.find((task) => !(task in tasks))
const [count, steps] = [Number(values.count), Number(values.steps)]
const rounds = Number(values.rounds ?? 3)
const onProgress = (message: string): void => void process.stderr.write(`${message}\n`)

const benches: Record<string, () => Promise<{ result: object; text: string }>> = {
  backend: async () => {
    const { backendBench } = await import('./backend.ts')
    const { formatBench } = await import('./format-bench.ts')
    const result = await backendBench({ rounds, count, only, onProgress })
    return { result, text: formatBench(result) }
  },
  capture: async () => {
    const { captureBench, formatCaptureBench } = await import('./capture.ts')
    const result = await captureBench(rounds, onProgress)
    return { result, text: formatCaptureBench(result) }
  },
  weather: async () => {
    const { formatWeatherBench, weatherBench } = await import('./weather.ts')
    const result = await weatherBench(rounds, onProgress)
    return { result, text: formatWeatherBench(result) }
  },
  tuner: async () => {
    const { formatTunerBench, tunerBench } = await import('./tuner.ts')
    const settings = { rounds: Number(values.rounds ?? 1), epochs: Number(values.epochs ?? 20) }
    const result = await tunerBench({ ...settings, onProgress })
    return { result, text: formatTunerBench(result) }
  },
  memory: async () => {
    const { formatMemoryBench, memoryBench } = await import('./memory.ts')
    const result = await memoryBench(Number(values.epochs ?? 3), onProgress)
    return { result, text: formatMemoryBench(result) }
  },
  transfer: async () => {
    const { formatTransferBench, transferBench } = await import('./transfer.ts')
    const result = await transferBench({ data: values.data, kerasEpochs: Number(values.epochs ?? 3), onProgress })
    return { result, text: formatTransferBench(result) }
  },
  tables: async () => {
    const { formatTablesBench, tablesBench } = await import('./tables.ts')
    const result = await tablesBench({ rows: Number(values.rows), count, only: values.only, onProgress })
    return { result, text: formatTablesBench(result) }
  },
  gpu: async () => {
    const { formatGpuBench, gpuBench } = await import('./gpu.ts')
    const result = await gpuBench({ count, steps, software: values.software, only, onProgress })
    if (!result.agrees) process.exitCode = 1
    return { result, text: formatGpuBench(result) }
  },
}

const bench = benches[name]
if (values.help) process.stdout.write(`${help}\n`)
else if (bench === undefined || unknown !== undefined) {
  const wrong = unknown === undefined ? '' : `bench: expected ${Object.keys(tasks)}, received ${unknown}.\n`
  process.stderr.write(`${wrong}${help}\n`)
  process.exitCode = 1
} else {
  try {
    await write(await bench())
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}

function read(): ReturnType<typeof parseArgs<typeof options>> {
  try {
    return parseArgs(options)
  } catch (error) {
    const { message } = error as Error
    const received = /'(-[^ ']*)/.exec(message)?.[1] ?? ''
    const known = Object.keys(options.options).map((name) => `--${name}`)
    const nearest = nearestName(received, known)
    const advice = nearest && nearest !== received ? `Did you mean ${nearest}?` : 'See pnpm bench --help.'
    process.stderr.write(`bench: expected options among ${known.join(', ')}, received ${received}. ${advice}\n`)
    return process.exit(1)
  }
}

async function write({ result, text }: { result: object; text: string }): Promise<void> {
  const out = values.out ?? `out/bench-${name}.json`
  await mkdir(dirname(out), { recursive: true })
  await writeFile(out, `${JSON.stringify(result, undefined, 2)}\n`)
  process.stdout.write(`${values.json ? JSON.stringify(result) : text}\n`)
}
