import { append as appendTo, fileSize, readLocal, truncateFile } from '@dlw/data/files'
import type { Callback } from '../loop/callback.ts'
import { pythonNumber } from './python-number.ts'

const lineBreak = 0x0a

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
 * @param path Of the file; its folder is made. A last line that a crash cut off is removed before lines are added.
 * @throws Error with the cause when the file cannot be written.
 * @see Keras `callbacks.CSVLogger`
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { csvLogger, fit } from '@dlw/train'
 *
 * await fit(model, train, { epochs: 2, seed: 0, validation, callbacks: [csvLogger('log.csv')] })
 * const [head, first] = (await readFile('log.csv', 'utf8')).split('\r\n')
 * console.log(head) // → epoch,accuracy,loss,val_accuracy,val_loss
 * console.log(first) // → 0,0.…
 * ```
 */
export function csvLogger(path: string, { separator = ',', append = false }: CsvLoggerOptions = {}): Callback {
  let columns: string[] | undefined
  /** How much of the file stays when the first line is written. */
  let kept: number | undefined
  const writing = async (action: () => Promise<void>): Promise<void> => {
    try {
      await action()
    } catch (cause) {
      throw new Error(`csvLogger: cannot write ${path}: ${(cause as Error).message}.`, { cause })
    }
  }
  const write = (cells: readonly string[]): Promise<void> =>
    writing(async () => {
      if (kept !== undefined) await truncateFile(path, kept)
      kept = undefined
      await appendTo(path, `${cells.join(separator)}\r\n`)
    })
  return {
    onTrainBegin: () =>
      writing(async () => {
        await appendTo(path, '')
        // A training that is resumed keeps its lines: what is there is cut when the first line is written.
        kept = append ? undefined : 0
        columns = undefined
        if (!append) return
        const bytes = await readLocal(path)
        const whole = bytes.lastIndexOf(lineBreak) + 1
        if (whole < bytes.length) kept = whole
        const [header] = new TextDecoder().decode(bytes.subarray(0, whole)).split(/\r?\n/)
        if (header) columns = header.split(separator).slice(1)
      }),
    state: async () => ({ size: await fileSize(path), columns }),
    async restore(state) {
      columns = state.columns as string[] | undefined
      kept = Math.min(state.size as number, await fileSize(path))
    },
    async onTrainEnd() {
      if (kept !== undefined) await writing(() => truncateFile(path, kept!))
      kept = undefined
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
