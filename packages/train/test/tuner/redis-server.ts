import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { hasRedis, type RedisServer, startRedis as start } from '@dlw/testing/redis-server'
import { onTestFinished } from 'vitest'

export { hasRedis, type RedisServer }

/** Starts a Redis server that ends with the test; it keeps its data over a restart when given a directory. */
export async function startRedis(options?: Parameters<typeof start>[0]): Promise<RedisServer> {
  const server = await start({ downFor: 300, ...options })
  onTestFinished(server.kill)
  return server
}

const bin = fileURLToPath(new URL('../../src/tuner/places/dlw-train.ts', import.meta.url))

/** A `dlw-train worker` of a test. */
export interface WorkerProcess {
  /** What it has said so far. */
  said: () => string
  /** Waits until it has said something. */
  says(pattern: RegExp): Promise<void>
  end(signal: NodeJS.Signals): Promise<number | null>
  /** Resolves to the exit code when it ends by itself. */
  ended: Promise<number | null>
}

/** Starts a worker that ends with the test at the latest. */
export function startWorker(
  queue: string,
  module: URL,
  env: Record<string, string> = {},
  device: readonly string[] = ['--backend', 'cpu'],
): WorkerProcess {
  const args = ['worker', '--queue', queue, '--module', String(module), ...device, '--lease', '1']
  const child = spawn(process.execPath, ['--conditions=@dlw/source', bin, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.stderr.on('data', (text) => {
    output += String(text)
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return {
    said: () => output,
    ended,
    async says(pattern) {
      while (!pattern.test(output)) {
        if (child.exitCode !== null) throw new Error(`expected the worker to say ${pattern}, received ${output}`)
        await pause(10)
      }
    },
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}
