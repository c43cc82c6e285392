import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'

/** Whether Redis is installed: Debian's package is `redis-server`. */
export const hasRedis: boolean = spawnSync('redis-server', ['--version']).status === 0

/** A Redis server on a loopback port of its own, which keeps its data in a folder. */
export interface RedisServer {
  url: string
  restart(): Promise<void>
  kill(): Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** Starts Redis with its data in a folder. */
export async function startRedis(folder: string): Promise<RedisServer> {
  const port = await freePort()
  let server: ChildProcess | undefined
  const start = (): Promise<void> => {
    const kept = ['--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always', '--save', '']
    server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', ...kept], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return new Promise((resolve) => {
      server!.stdout!.on('data', (text) => /Ready to accept connections/.test(String(text)) && resolve())
    })
  }
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      server!.once('exit', () => resolve())
      server!.kill('SIGKILL')
    })
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    async restart() {
      await kill()
      await start()
    },
  }
}
