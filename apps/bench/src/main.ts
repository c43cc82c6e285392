import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { backendBench } from './backend.ts'
import { formatBench } from './format-bench.ts'
import { type Task, tasks } from './measurement.ts'

const help = `pnpm bench backend [--rounds 3] [--count 3] [--only images,weather] [--out out/bench-backend.json] [--json]

Compares dlw with plain TensorFlow.js and with Keras, in one run. Keras needs a Python that has it: DLW_PYTHON, else
python3. Prints medians and ratios, and writes them as JSON.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    count: { type: 'string', default: '3' },
    only: { type: 'string' },
    out: { type: 'string', default: 'out/bench-backend.json' },
    json: { type: 'boolean' },
  },
})
const only = values.only?.split(',') as Task[] | undefined
const unknown = only?.find((task) => !(task in tasks))
if (positionals[0] !== 'backend' || unknown !== undefined) {
  process.stderr.write(
    `${unknown === undefined ? '' : `bench: expected ${Object.keys(tasks)}, received ${unknown}.\n`}${help}\n`,
  )
  process.exitCode = 1
} else {
  const result = await backendBench({
    rounds: Number(values.rounds),
    count: Number(values.count),
    only,
    onProgress: (message) => process.stderr.write(`${message}\n`),
  })
  await mkdir(dirname(values.out), { recursive: true })
  await writeFile(values.out, `${JSON.stringify(result, undefined, 2)}\n`)
  process.stdout.write(`${values.json ? JSON.stringify(result) : formatBench(result)}\n`)
}
