import { spawn } from 'node:child_process'

/** How a command ended. */
export type Ended = { code: number; stdout: string; stderr: string; seconds: number }

/** Options of {@link run}. */
export type RunOptions = {
  folder: string
  env?: Readonly<Record<string, string | undefined>>
  /** After that it is stopped. Defaults to 300. */
  seconds?: number
  /** Stops it. */
  signal?: AbortSignal
}

/** Runs a command line in a shell of its own process group, so that nothing of it is left when it is stopped. */
export async function run(command: string, { folder, env = {}, seconds = 300, signal }: RunOptions): Promise<Ended> {
  const started = performance.now()
  const windows = process.platform === 'win32'
  const child = spawn(command, {
    ...{ cwd: folder, shell: true, detached: !windows, stdio: ['ignore', 'pipe', 'pipe'] },
    env: { ...process.env, ...env },
  })
  let [stdout, stderr] = ['', '']
  child.stdout!.on('data', (text) => {
    stdout += text
  })
  child.stderr!.on('data', (text) => {
    stderr += text
  })
  const stop = () => {
    try {
      if (windows) child.kill('SIGKILL')
      else process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
  const timer = setTimeout(() => {
    stderr += `\nstopped after ${seconds} s`
    stop()
  }, seconds * 1000)
  signal?.addEventListener('abort', stop)
  const code = await new Promise<number>((resolve) => {
    child.once('close', (status) => resolve(status ?? 1))
    child.once('error', (error) => {
      stderr += String(error)
      resolve(1)
    })
  })
  clearTimeout(timer)
  return { code, stdout, stderr, seconds: (performance.now() - started) / 1000 }
}
