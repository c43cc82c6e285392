import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { backendBench } from './backend.ts'
import { formatBench } from './format-bench.ts'
import { type Task, tasks } from './measurement.ts'
import { formatWeatherBench, weatherBench } from './weather.ts'

const help = `pnpm bench backend [--rounds 3] [--count 3] [--only images,weather] [--out out/bench-backend.json] [--json]
pnpm bench weather [--rounds 3] [--out out/bench-weather.json] [--json]

backend compares steps and epochs, weather a whole training of the lesson: dlw with plain TensorFlow.js and with Keras, in one run. Keras needs a Python that has it: DLW_PYTHON, else
python3. Prints medians and ratios, and writes them as JSON.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    count: { type: 'string', default: '3' },
    only: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
})
const only = values.only?.split(',') as Task[] | undefined
const unknown = only?.find((task) => !(task in tasks))
const bench = positionals[0]
const onProgress = (message: string): void => void process.stderr.write(`${message}\n`)
if ((bench !== 'backend' && bench !== 'weather') || unknown !== undefined) {
  process.stderr.write(
    `${unknown === undefined ? '' : `bench: expected ${Object.keys(tasks)}, received ${unknown}.\n`}${help}\n`,
  )
  process.exitCode = 1
} else if (bench === 'backend') {
  const result = await backendBench({ rounds: Number(values.rounds), count: Number(values.count), only, onProgress })
  await report(result, formatBench(result))
} else {
  const result = await weatherBench(Number(values.rounds), onProgress)
  await report(result, formatWeatherBench(result))
}

async function report(result: object, text: string): Promise<void> {
  const out = values.out ?? `out/bench-${bench}.json`
  await mkdir(dirname(out), { recursive: true })
  await writeFile(out, `${JSON.stringify(result, undefined, 2)}\n`)
  process.stdout.write(`${values.json ? JSON.stringify(result) : text}\n`)
}
