import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** Whether Redis is installed: Debian's package is `redis-server`. */
export const hasRedis: boolean = spawnSync('redis-server', ['--version']).status === 0

/** A Redis server of a test, on a loopback port of its own. */
export interface RedisServer {
  url: string
  port: number
  /** Kills the server and starts it again on its port. */
  restart(): Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** Starts a Redis server that ends with the test; it keeps its data over a restart when given a directory. */
export async function startRedis({
  password,
  directory,
}: {
  password?: string
  directory?: string
} = {}): Promise<RedisServer> {
  const port = await freePort()
  let server: ChildProcess | undefined
  const start = async (): Promise<void> => {
    const kept = directory
      ? ['--dir', directory, '--appendonly', 'yes', '--appendfsync', 'always']
      : ['--appendonly', 'no']
    const secret = password ? ['--requirepass', password] : []
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...kept, ...secret]
    server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] })
    const ready = new Promise<void>((resolve) => {
      server!.stdout!.on('data', (text) => /Ready to accept connections/.test(String(text)) && resolve())
    })
    await ready
  }
  const kill = async (): Promise<void> => {
    const ended = new Promise((resolve) => server!.once('exit', resolve))
    server!.kill('SIGKILL')
    await ended
  }
  await start()
  onTestFinished(kill)
  return {
    url: `redis://${password ? `:${encodeURIComponent(password)}@` : ''}127.0.0.1:${port}`,
    port,
    async restart() {
      await kill()
      await pause(300)
      await start()
    },
  }
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
