import type { Callback } from '../loop/callback.ts'
import { pythonFixed } from '../reports/python-fixed.ts'
import { kerasBar, kerasPerStep, kerasRemaining, kerasValues } from './keras-text.ts'
import { standardError } from './standard-error.ts'

/** Options of {@link kerasLog}. */
export interface KerasLogOptions {
  /** 1: a bar for each epoch; 2: a line for each epoch. */
  verbose: 1 | 2
  /** Takes the text. Defaults to standard error in Node; nothing is printed in a browser. */
  write?: (text: string) => void
  /** The width of the terminal; without one, bars do not move. Defaults to standard error's. */
  columns?: number | undefined
}

/**
 * Prints a training in Keras's text: what `fit` does for `verbose`.
 *
 * @see Keras `callbacks.ProgbarLogger`
 * @example
 * ```ts
 * import { kerasLog } from '@dlw/train'
 *
 * const lines: string[] = []
 * const callback = kerasLog({ verbose: 2, write: (text) => lines.push(text) })
 * console.log(typeof callback.onEpochEnd) // → function
 * ```
 */
export function kerasLog({ verbose, ...target }: KerasLogOptions): Callback {
  const { write, columns } = { ...standardError(), ...target }
  let begun = 0
  let shown = 0
  return {
    onEpochBegin(epoch, { epochs }) {
      begun = performance.now()
      shown = 0
      if (epochs > 1) write(`Epoch ${epoch + 1}/${epochs}\n`)
    },
    onBatchBegin(batch, { steps }) {
      const now = performance.now()
      if (verbose !== 1 || columns === undefined || batch === 0 || now - shown < 100) return
      shown = now
      const perStep = (now - begun) / 1000 / batch
      const info = ` \u001b[1m${kerasRemaining(perStep * (steps - batch))}\u001b[0m ${kerasPerStep(perStep)}`
      write(`\r${kerasBar(batch, steps)}${info}`)
    },
    onEpochEnd(_, logs, { steps }) {
      const seconds = (performance.now() - begun) / 1000
      const time = `${pythonFixed(seconds, 0)}s`
      const info = `${kerasPerStep(seconds / steps)}${kerasValues(logs, verbose)}\n`
      if (verbose === 2) write(`${steps}/${steps} - ${time} - ${info}`)
      else if (columns === undefined) write(`${steps}/${steps} ${'━'.repeat(20)} ${time} ${info}`)
      else write(`\r${kerasBar(steps, steps)} \u001b[1m${time}\u001b[0m ${info}`)
    },
  }
}
