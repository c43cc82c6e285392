import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** How a program ended. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  output: string
  errors: string
}

/** Options of {@link runProgram}. */
export interface RunOptions {
  /** Kills it with SIGKILL so many milliseconds after it has said `ready`. Defaults to never. */
  killAfter?: number
  /** The largest file it may write, in kibibytes: as a disk that is full there. Defaults to none. */
  fileLimit?: number
  env?: Record<string, string>
  /** Flags of Node. */
  flags?: readonly string[]
}

/** Runs a program of `programs/` on the packages' sources. */
export function runProgram(
  name: string,
  args: readonly string[],
  { killAfter, fileLimit, env = {}, flags = [] }: RunOptions = {},
): Promise<Ended> {
  const script = fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url))
  const line = [process.execPath, ...flags, '--conditions=@dlw/source', script, ...args]
  const [command, ...rest] =
    fileLimit === undefined ? line : ['bash', '-c', `ulimit -f ${fileLimit} && exec "$0" "$@"`, ...line]
  const child = spawn(command!, rest, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve) => {
    const ended: Ended = { code: null, signal: null, output: '', errors: '' }
    let isReady = false
    child.stdout.on('data', (text) => {
      ended.output += String(text)
      if (isReady || killAfter === undefined || !ended.output.includes('ready\n')) return
      isReady = true
      setTimeout(() => child.kill('SIGKILL'), killAfter)
    })
    child.stderr.on('data', (text) => {
      ended.errors += String(text)
    })
    const limit = setTimeout(() => {
      ended.errors += 'it still ran after five minutes'
      child.kill('SIGTERM')
    }, 300_000)
    child.on('close', (code, signal) => {
      clearTimeout(limit)
      resolve({ ...ended, code, signal })
    })
  })
}

/** The last line that a program has printed. */
export const lastLine = ({ output }: Ended): string => output.trim().split('\n').at(-1) ?? ''
