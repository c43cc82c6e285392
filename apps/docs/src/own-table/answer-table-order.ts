import { loadCsv, type Table } from '@dlw/data'
import type { Program } from '../../../episodes/src/program.ts'
import type { Message } from '../live/messages.ts'
import { perform } from '../live/perform.ts'
import { lookAtTable } from './look-at-table.ts'
import type { TableOrder } from './table-messages.ts'
import { trainOnTable } from './train-on-table.ts'

/** Looks at the reader's table, or trains on it, and tells the page. */
export async function answerTableOrder(
  { file, reading, target }: TableOrder,
  tell: (message: Message) => void,
): Promise<void> {
  const load = async (): Promise<Table> => {
    const { missing, ...format } = reading
    const given = Object.fromEntries(Object.entries(format).filter(([, value]) => value !== undefined))
    const table = await loadCsv(file, { ...given, missing })
    checkTable(table)
    return table
  }
  if (target === undefined) {
    try {
      tell({ type: 'table', view: lookAtTable(await load()) })
    } catch (error) {
      tell({ type: 'error', message: error instanceof Error ? error.message : String(error) })
    }
    return
  }
  const start = { program: 'own-table', seed: 0, prefer: 'wasm', epochs: 200 }
  const find = async (): Promise<Program> => async (options, context) =>
    trainOnTable(await load(), target, options, context)
  await perform(start, find, tell)
}

/** @throws RangeError for a table that nothing can be learned from. */
function checkTable(table: Table): void {
  const [rows, columns] = table.shape
  if (columns < 2) {
    throw new RangeError(
      `Your table: expected at least two columns, one to predict and one to predict it from, received ${columns}. Choose another separator if the lines have more than one value.`,
    )
  }
  if (rows < 20) {
    throw new RangeError(
      `Your table: expected at least 20 rows, received ${rows}. A network that has seen fewer can tell you nothing.`,
    )
  }
}
