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
 * import { fit, kerasLog } from '@dlw/train'
 *
 * let text = ''
 * const log = kerasLog({ verbose: 2, write: (part) => (text += part) }) // writes to stderr without `write`
 * await fit(model, train, { epochs: 2, seed: 0, callbacks: [log] })
 * console.log(text)
 * // → Epoch 1/2
 * // → 8/8 - … - accuracy: 0.5625 - loss: 0.8223
 * // → Epoch 2/2
 * // → 8/8 - … - accuracy: 0.8359 - loss: 0.5362
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
