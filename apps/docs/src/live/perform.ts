import type { BackendName } from '@dlw/backend'
import type { Callback } from '@dlw/train'
import type { Program, ProgramContext, ProgramOptions } from '../../../episodes/src/program.ts'
import type { Message, Start } from './messages.ts'

/** Gives what a worker is to run. */
export type FindProgram = (start: Start) => Promise<Program>

/** Answers the page's order with the program that `find` gives for it. Defaults to telling by the worker's own post. */
export async function perform(
  start: Start,
  find: FindProgram,
  tell: (message: Message) => void = (message) => postMessage(message),
): Promise<void> {
  const fail = (error: unknown): void => tell({ type: 'error', message: said(error) })
  // What nobody waits for, in our code or the reader's, fails here.
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    fail(event.reason)
  })
  try {
    const { prefer, seed, epochs, data, weights } = start
    // One thread: threads need headers that a plain static server does not send.
    const device = { threads: 1, ...(prefer !== 'auto' && { prefer: prefer as BackendName }) }
    const options: ProgramOptions = { seed, epochs, data, weights, device }
    const context: ProgramContext = {
      training: (name) => progress(name, tell),
      say: (text) => tell({ type: 'say', text }),
      score: (training, seed, value) => tell({ type: 'score', training, seed, value }),
      backend: ({ name, device, tried }) => tell({ type: 'backend', name, device, tried }),
    }
    const run = await find(start)
    const started = performance.now()
    const results = presentable(await run(options, context))
    tell({ type: 'done', seconds: (performance.now() - started) / 1000, results })
  } catch (error) {
    fail(error)
  }
}

function said(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const isLost = /failed to fetch|load failed|networkerror/i.test(message)
  return isLost ? 'A part could not be fetched. Is the site still reachable?' : message
}

/** What a program leaves behind, as plain data; of its pictures only as many as the page shows. */
function presentable({ unseen, ...rest }: Record<string, unknown>): Record<string, unknown> {
  const { shape, data } = (unseen as { images?: { shape: number[]; data: Uint8Array } } | undefined)?.images ?? {}
  const count = Math.min(10, shape?.[0] ?? 0)
  const pictures = shape && data && Array.from(data.subarray(0, (count * data.length) / shape[0]!))
  return JSON.parse(JSON.stringify({ ...rest, ...(pictures && { pictures: { size: shape[1], data: pictures } }) }))
}

/** A callback that tells the page about each epoch of a training. */
function progress(training: string, tell: (message: Message) => void): Callback {
  return {
    onEpochEnd(epoch, logs, { epochs, model }) {
      const last = epoch === epochs - 1
      const shown = last || epoch % 4 === 0
      const kernels = shown && model.countParams() < 1000 ? weights(model) : undefined
      tell({
        type: 'epoch',
        training,
        epoch,
        epochs,
        loss: logs.loss!,
        ...(logs.val_loss !== undefined && { validation: logs.val_loss }),
        ...(kernels && { kernels }),
      })
    },
  }
}

/** The weights of the connections, layer by layer, row by row. */
function weights(model: { getWeights(): { rank: number; dataSync(): ArrayLike<number> }[] }): number[][] {
  return model
    .getWeights()
    .filter(({ rank }) => rank === 2)
    .map((kernel) => Array.from(kernel.dataSync()))
}
