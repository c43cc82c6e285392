import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The absolute path of a file or folder given by its path or its `file:` URL. */
export function resolvePath(location: string): string {
  return resolve(/^file:/i.test(location) ? fileURLToPath(location) : location)
}
