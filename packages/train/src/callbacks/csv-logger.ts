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
  const writing = async (action: (files: typeof import('node:fs/promises')) => Promise<void>): Promise<void> => {
    try {
      await action(await import('node:fs/promises'))
    } catch (cause) {
      throw new Error(`csvLogger: cannot write ${path}: ${(cause as Error).message}.`, { cause })
    }
  }
  const write = (cells: readonly string[]): Promise<void> =>
    writing(async ({ appendFile, stat, truncate }) => {
      if (kept !== undefined) await truncate(path, kept)
      kept = undefined
      const { size } = await stat(path)
      try {
        await appendFile(path, `${cells.join(separator)}\r\n`)
      } catch (error) {
        // What came of a line before the disk was full must not stand before the next.
        await truncate(path, size).catch(() => undefined)
        throw error
      }
    })
  const columnsOf = (text: string): string[] | undefined => {
    const [header] = text.split(/\r?\n/)
    return header ? header.split(separator).slice(1) : undefined
  }
  return {
    onTrainBegin: () =>
      writing(async ({ appendFile, mkdir, readFile }) => {
        const { dirname } = await import('node:path')
        await mkdir(dirname(path), { recursive: true })
        await appendFile(path, '')
        // A training that goes on keeps its lines: what is there is cut when the first line is written.
        kept = append ? undefined : 0
        columns = append ? columnsOf(await readFile(path, 'utf8')) : undefined
      }),
    async state() {
      const { stat } = await import('node:fs/promises')
      return { size: (await stat(path)).size, columns }
    },
    async restore(state) {
      const { stat } = await import('node:fs/promises')
      columns = state.columns as string[] | undefined
      kept = Math.min(state.size as number, (await stat(path)).size)
    },
    async onTrainEnd() {
      if (kept !== undefined) await writing(({ truncate }) => truncate(path, kept))
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
