import type { Callback, Logs } from '../loop/callback.ts'
import { kerasPerStep, kerasRemaining, kerasValues } from './keras-text.ts'
import { standardError } from './standard-error.ts'

/** Options of {@link progressBar}. */
export interface ProgressBarOptions {
  /** Takes the text. Defaults to standard error in Node; nothing is printed in a browser. */
  write?: (text: string) => void
  /** The width of the terminal. With one the bar redraws in place; without, plain lines. Defaults to standard error's. */
  columns?: number | undefined
}

/**
 * Shows a whole training in one bar that redraws on a terminal; elsewhere, in files and pipes, prints a plain line for
 * each tenth of it.
 *
 * @see Keras `callbacks.ProgbarLogger`, which prints a bar for each epoch: `fit`'s `verbose: 1`
 * @example
 * ```ts
 * import { fit, progressBar } from '@dlw/train'
 *
 * let text = ''
 * const bar = progressBar({ write: (part) => (text += part), columns: undefined }) // a terminal needs no options
 * await fit(model, train, { epochs: 2, seed: 0, callbacks: [bar] })
 * console.log(text)
 * // → Epoch 1/2 … - accuracy: 0.5625 - loss: 0.8223
 * // → Epoch 2/2 … - accuracy: 0.8359 - loss: 0.5362
 * ```
 */
export function progressBar(options: ProgressBarOptions = {}): Callback {
  const { write, columns } = { ...standardError(), ...options }
  let begun = 0
  let shown = 0
  let first = 0
  let steps = 1
  let latest: Logs = {}
  let lineLength = 0

  const text = (doneSteps: number, epochs: number): string => {
    const seconds = (performance.now() - begun) / 1000
    const done = first * steps + doneSteps
    const all = epochs * steps
    const filled = Math.floor((20 * done) / all)
    const perStep = seconds / Math.max(1, doneSteps)
    const time = done === all ? `${seconds.toFixed(0)}s` : kerasRemaining(perStep * (all - done))
    const count = `Epoch ${String(Math.floor(done / steps)).padStart(String(epochs).length)}/${epochs}`
    const bar = columns === undefined ? '' : ` ${'━'.repeat(filled)}${'─'.repeat(20 - filled)}`
    return `${count}${bar} ${time} ${kerasPerStep(perStep)}${kerasValues(latest)}`
  }
  const draw = (line: string): void => {
    const cut = line.slice(0, Math.max(20, (columns ?? 80) - 1))
    write(`\r${cut}${' '.repeat(Math.max(0, lineLength - cut.length))}`)
    lineLength = cut.length
  }

  let epoch = 0
  return {
    onTrainBegin(training) {
      begun = performance.now()
      shown = 0
      lineLength = 0
      first = training.initialEpoch
      epoch = first
      steps = training.steps
      latest = {}
    },
    onBatchBegin(batch, { epochs }) {
      if (columns === undefined || performance.now() - shown < 100) return
      shown = performance.now()
      draw(text((epoch - first) * steps + batch, epochs))
    },
    onEpochEnd(finished, logs, { epochs }) {
      epoch = finished + 1
      latest = logs
      const tenth = (at: number): number => Math.floor((10 * at) / epochs)
      if (columns === undefined && tenth(epoch) > tenth(epoch - 1)) write(`${text((epoch - first) * steps, epochs)}\n`)
    },
    onTrainEnd(_, { epochs }) {
      if (columns === undefined) return
      draw(text((epoch - first) * steps, epochs))
      write('\n')
    },
  }
}
