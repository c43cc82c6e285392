import { append as appendTo, readLocal, removeFile } from '@dlw/data/files'
import type { Callback } from '../loop/callback.ts'
import { pythonNumber } from './python-number.ts'

/** Options of {@link csvLogger}. */
export interface CsvLoggerOptions {
  /** What stands between values. Defaults to a comma. */
  separator?: string
  /** Whether to add to a file that is there. Defaults to false: it begins anew. */
  append?: boolean
}

/**
 * Writes a line for each epoch to a CSV file, in Keras's columns; each line is on the disk when the epoch ends. Node
 * only.
 *
 * @param path Of the file; its folder is made.
 * @throws Error with the cause when the file cannot be written.
 * @see Keras `callbacks.CSVLogger`
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { compile, csvLogger, fit } from '@dlw/train'
 * import * as tf from '@tensorflow/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })
 * compile(model, { loss: 'mse' })
 * await fit(model, { x: [[0]], y: [1] }, { epochs: 2, seed: 0, callbacks: [csvLogger('log.csv')] })
 * console.log((await readFile('log.csv', 'utf8')).split('\r\n').length) // → 4
 * ```
 */
export function csvLogger(path: string, { separator = ',', append = false }: CsvLoggerOptions = {}): Callback {
  let columns: string[] | undefined
  const write = async (cells: readonly string[]): Promise<void> => {
    await appendTo(path, `${cells.join(separator)}\r\n`)
  }
  return {
    async onTrainBegin() {
      try {
        if (!append) await removeFile(path)
        await appendTo(path, '')
        const [header] = new TextDecoder().decode(await readLocal(path)).split(/\r?\n/)
        columns = header ? header.split(separator).slice(1) : undefined
      } catch (cause) {
        throw new Error(`csvLogger: cannot write ${path}: ${(cause as Error).message}.`, { cause })
      }
    },
    async onEpochEnd(epoch, logs) {
      if (!columns) {
        const names = Object.keys(logs).sort()
        const held = names.some((name) => name.startsWith('val_'))
        columns = held ? names : [...names, ...names.map((name) => `val_${name}`)]
        await write(['epoch', ...columns])
      }
      const cells = columns.map((name) => (name in logs ? pythonNumber(logs[name]!) : 'NA'))
      await write([String(epoch), ...cells])
    },
  }
}
