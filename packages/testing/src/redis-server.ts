import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Whether Redis is installed: Debian's package is `redis-server`. */
export const hasRedis: boolean = spawnSync('redis-server', ['--version']).status === 0

/** A Redis server on a loopback port of its own. */
export interface RedisServer {
  url: string
  port: number
  /** Kills the server and starts it again on its port. */
  restart(): Promise<void>
  kill(): Promise<void>
}

/** Starts a Redis server; it keeps its data over a restart when given a directory. Kill it at the end. */
export async function startRedis({
  password,
  directory,
  downFor = 0,
}: {
  password?: string
  directory?: string
  /** Milliseconds between the kill and the start of a restart. Defaults to 0. */
  downFor?: number
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
    await new Promise<void>((resolve) => {
      server!.stdout!.on('data', (text) => /Ready to accept connections/.test(String(text)) && resolve())
    })
  }
  const kill = async (): Promise<void> => {
    const ended = new Promise((resolve) => server!.once('exit', resolve))
    server!.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    url: `redis://${password ? `:${encodeURIComponent(password)}@` : ''}127.0.0.1:${port}`,
    port,
    kill,
    async restart() {
      await kill()
      await pause(downFor)
      await start()
    },
  }
}

/** A port that nobody listens at. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
