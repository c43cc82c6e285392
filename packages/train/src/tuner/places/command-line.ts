import { parseArgs } from 'node:util'
import type { BackendName } from '@dlw/backend'
import { queueConnection } from './queue-connection.ts'
import { queueWorker } from './queue-worker.ts'

const help = `dlw-train worker --queue redis://user:password@host:6379 --module ./study.js

Runs the trials of a search that was given the same queue, until Ctrl-C: then it finishes the trials it is in; with a
second Ctrl-C it stops at once, and another worker takes them over.

  --queue URL          Redis or Valkey; with ?name=… the queue of that name
  --module FILE        what is tried: exports build and data (and callbacks), or evaluate
  --concurrency N      trials at once (1)
  --backend NAME       device of each: wasm, cpu, webgpu, … (the fastest that trains)
  --threads N          threads of each (an equal share of the cores)
  --lease SECONDS      after how long without a sign of life another worker takes a trial over (30)
`

/** The command line of `dlw-train`. Resolves to the exit code. */
export async function commandLine(args: readonly string[]): Promise<number> {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        queue: { type: 'string' },
        module: { type: 'string' },
        concurrency: { type: 'string', default: '1' },
        backend: { type: 'string' },
        threads: { type: 'string' },
        lease: { type: 'string', default: '30' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    const { queue, module, help: wantsHelp } = values
    if (wantsHelp || positionals[0] !== 'worker' || !queue || !module) {
      ;(wantsHelp ? process.stdout : process.stderr).write(help)
      return wantsHelp ? 0 : 2
    }
    await work({
      queue,
      module,
      concurrency: count('concurrency', values.concurrency),
      lease: count('lease', values.lease),
      backend: values.backend as BackendName | undefined,
      threads: values.threads === undefined ? undefined : count('threads', values.threads),
    })
    return 0
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    return 1
  }
}

function count(name: string, text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value > 0) return value
  throw new RangeError(`dlw-train: expected a positive whole number, received --${name} ${text}.`)
}

async function work(options: Omit<Parameters<typeof queueWorker>[0], 'onTrial'>): Promise<void> {
  const onTrial = (id: string, what: string): void => void process.stderr.write(`Trial ${id} ${what}\n`)
  const close = await queueWorker({ ...options, onTrial })
  const { name, shown } = queueConnection(options.queue)
  process.stderr.write(`Waiting for trials in queue ${name} at ${shown}\n`)
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await close()
}
