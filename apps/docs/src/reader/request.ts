import { count, fields, flag, list, most, name, text } from '../live/checked.ts'

/** What the worker of the reader's code asks the page for: files of its own code, or an address of the site's data. */
export type Request =
  | { type: 'files'; id: number; names: readonly string[] }
  | { type: 'fetch'; id: number; address: string; headOnly: boolean }

/** What the worker of the reader's code asks for; undefined where it is nothing that it asks. */
export function readRequest(value: unknown): Request | undefined {
  try {
    const { type, id, names, address, headOnly } = fields(value)
    if (type === 'files') return { type, id: count(id), names: list(names, most.rows, name) }
    if (type === 'fetch') return { type, id: count(id), address: text(address), headOnly: flag(headOnly) }
    return undefined
  } catch {
    return undefined
  }
}
