import { engine, setBackend } from '@tensorflow/tfjs-core'
import type { BackendAttempt, BackendName, BackendReport } from './backend-report.ts'
import { candidates } from './candidates.ts'
import { expectOneCopy } from './expect-one-copy.ts'
import { isNode, node } from './is-node.ts'
import { proveTraining } from './prove-training.ts'
import type { StartOptions } from './starter.ts'
import { starters } from './starters.ts'

/** Options of {@link useBackend}. */
export type UseBackendOptions = {
  /** The one device to take; if it cannot start, an error says why. Defaults to the environment variable `DLW_BACKEND`, else to the first that trains. */
  prefer?: BackendName | undefined
  /** Threads for wasm, 1 or more. Defaults to one per physical core. */
  threads?: number | undefined
  /** Which GPU of a machine with two: the fast one or the one that saves the battery. Defaults to `'high'`. */
  power?: 'high' | 'low' | undefined
}

const names = Object.keys(starters) as BackendName[]

/**
 * Switches TensorFlow.js to the fastest device that really trains here, and says why it is that one.
 *
 * Candidates in Node: `tfjs-node-gpu`, `webgpu`, `tfjs-node`, `wasm`, `cpu`; in browsers: `webgpu`, `webgl`, `wasm`,
 * `cpu`. Each has to train a small convolutional step correctly before it is taken. May be called again: calls that
 * overlap run one after another, and the last one decides.
 *
 * @returns The active device, and what became of each candidate before it.
 * @throws RangeError if `prefer`, `DLW_BACKEND` or `threads` is not one of the allowed values.
 * @throws Error if a second copy of `@tensorflow/tfjs-core` is loaded, or the device asked for cannot start or cannot train; `cause` holds the original error.
 * @see Keras: `keras.config.backend()`, TensorFlow: `tf.config.list_physical_devices()`
 * @example
 * ```ts
 * import { useBackend } from '@dlw/backend'
 *
 * const { name, threads } = await useBackend({ prefer: 'wasm', threads: 1 })
 * console.log(name, threads) // → wasm 1
 * ```
 */
export async function useBackend({ prefer, threads, power = 'high' }: UseBackendOptions = {}): Promise<BackendReport> {
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
    throw new RangeError(
      `useBackend: expected a whole number of threads from 1, received threads=${threads}. Leave it out to use every physical core.`,
    )
  }
  expectOneCopy('useBackend')
  const wanted = prefer === undefined ? fromEnvironment() : checked(prefer, 'prefer')
  const chosen = earlier.then(() => choose(wanted, { threads, power, asked: wanted !== undefined }))
  earlier = chosen.catch(() => undefined)
  return chosen
}

/** Settles with the call before: TensorFlow.js has one active backend, and each call tries several. */
let earlier: Promise<unknown> = Promise.resolve()

async function choose(wanted: BackendName | undefined, options: StartOptions): Promise<BackendReport> {
  const tried: BackendAttempt[] = []
  for (const name of wanted === undefined ? candidates() : [wanted]) {
    const started = performance.now()
    const attempt = (ok: boolean, reason: string) =>
      tried.push({ name, ok, reason, milliseconds: performance.now() - started })
    try {
      const { kind, device, threads: count } = await start(name, options)
      attempt(true, wanted === undefined ? 'the first that trains here' : 'asked for')
      return { name, kind, device, threads: count, tried }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause)
      if (wanted !== undefined) {
        throw new Error(`useBackend: expected ${name} to start, received the error below. ${reason}`, { cause })
      }
      attempt(false, reason)
    }
  }
  throw new Error(
    `useBackend: expected one device that trains, received none. ${tried.map(({ name, reason }) => `${name}: ${reason}`).join(' ')}`,
  )
}

async function start(name: BackendName, options: StartOptions) {
  const before = engine().backendName
  const started = await (await starters[name]())(options)
  try {
    await proveTraining()
  } catch (error) {
    if (before) await setBackend(before)
    throw error
  }
  return started
}

function fromEnvironment(): BackendName | undefined {
  const value = isNode() ? node()?.env.DLW_BACKEND : undefined
  return value === undefined || value === '' || value === 'auto' ? undefined : checked(value, 'DLW_BACKEND')
}

function checked(name: string, source: 'prefer' | 'DLW_BACKEND'): BackendName {
  if (!(names as string[]).includes(name)) {
    throw new RangeError(
      `useBackend: expected one of ${names.join(', ')}, received ${source}=${name}. Leave prefer and DLW_BACKEND out to let the fastest be found.`,
    )
  }
  return name as BackendName
}
