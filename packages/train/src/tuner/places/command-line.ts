import { parseArgs } from 'node:util'
import type { BackendName } from '@dlw/backend'
import { rejectUnknownOptions } from '@dlw/data/arguments'
import { queueConnection } from './queue-connection.ts'
import { type QueueWorkerOptions, queueWorker } from './queue-worker.ts'

const help = `dlw-train worker --queue redis://user@host:6379 --module ./study.js

Runs the trials of a search that was given the same queue, until Ctrl-C: then it finishes the trials it is in; with a
second Ctrl-C it stops at once, and another worker takes them over.

  --queue URL          Redis or Valkey; with ?name=… the queue of that name
  --module FILE        what is tried: exports build and data (and callbacks), or evaluate
  --concurrency N      trials at once (1)
  --backend NAME       device of each: wasm, cpu, webgpu, … (the fastest that trains)
  --threads N          threads of each (an equal share of the cores)
  --lease SECONDS      after how long without a sign of life another worker takes a trial over (30)

The password of Redis, unless the URL has one, is that of the environment variable DLW_REDIS_PASSWORD, or the text of
the file that DLW_REDIS_PASSWORD_FILE names.
`

const flags = {
  queue: { type: 'string' },
  module: { type: 'string' },
  concurrency: { type: 'string' },
  backend: { type: 'string' },
  threads: { type: 'string' },
  lease: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** The command line of `dlw-train`. Resolves to the exit code. */
export async function commandLine(args: readonly string[]): Promise<number> {
  try {
    const { command, queue, module, wantsHelp, ...options } = readArguments(args)
    if (wantsHelp || !command || !queue || !module) {
      ;(wantsHelp ? process.stdout : process.stderr).write(help)
      return wantsHelp ? 0 : 2
    }
    await work({ queue, module, ...options })
    return 0
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return 1
  }
}

interface WorkerArguments extends Omit<QueueWorkerOptions, 'queue' | 'module' | 'onTrial'> {
  command: string | undefined
  queue: string | undefined
  module: string | undefined
  wantsHelp: boolean
}

/** Reads the arguments, of which the first names what to do. */
function readArguments(args: readonly string[]): WorkerArguments {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: flags, strict: false })
  const dashed = (names: readonly string[]): string[] => names.map((name) => `--${name}`)
  const given = Object.entries(values).map(([name, value]) => [`--${name}`, value] as const)
  rejectUnknownOptions('dlw-train', Object.fromEntries(given), dashed(Object.keys(flags)))
  const [command, more] = positionals
  if ((command ?? 'worker') !== 'worker' || more !== undefined) {
    throw new RangeError(`dlw-train: expected worker, received ${more ?? command}. See dlw-train --help.`)
  }
  const text = (name: Exclude<keyof typeof flags, 'help'>): string | undefined => {
    const value = values[name]
    if (typeof value !== 'boolean') return value
    throw new RangeError(`dlw-train: expected a value after --${name}, received none. See dlw-train --help.`)
  }
  const count = (name: 'concurrency' | 'threads' | 'lease'): number | undefined => {
    const value = text(name)
    if (value === undefined || (/^\d+$/.test(value) && Number.isSafeInteger(Number(value)) && Number(value) > 0)) {
      return value === undefined ? undefined : Number(value)
    }
    throw new RangeError(
      `dlw-train: expected a positive whole number, received --${name}=${value}. Leave it out for its default.`,
    )
  }
  const [concurrency, lease] = [count('concurrency'), count('lease')]
  return {
    command,
    queue: text('queue'),
    module: text('module'),
    backend: text('backend') as BackendName | undefined,
    threads: count('threads'),
    ...(concurrency && { concurrency }),
    ...(lease && { lease }),
    wantsHelp: values.help === true,
  }
}

async function work(options: Omit<QueueWorkerOptions, 'onTrial'>): Promise<void> {
  const onTrial = (id: string, what: string): void => void process.stderr.write(`Trial ${id} ${what}\n`)
  const worker = await queueWorker({ ...options, onTrial })
  const { name, shown } = queueConnection(options.queue)
  process.stderr.write(`Waiting for trials in queue ${name} at ${shown}\n`)
  const stopped = new Promise<undefined>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(undefined))
  })
  const fault = await Promise.race([stopped, worker.isUnfit])
  await worker.close()
  if (fault) throw new Error(`dlw-train: this worker sets itself aside, and its trials go to others. ${fault.message}`)
}
