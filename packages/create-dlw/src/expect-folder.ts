import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'

/** A name that npm accepts for a package. */
const validName = /^[a-z0-9][a-z0-9._-]{0,213}$/

/**
 * Returns the absolute path of a folder in which a project may be written: its name is one for a package, and nothing
 * but `.git` is in it yet.
 *
 * @throws RangeError for an invalid name, a file, or a folder with something in it.
 */
export function expectFolder(folder: string): string {
  const path = resolve(folder)
  const name = basename(path)
  if (!validName.test(name) || name === 'node_modules') {
    throw new RangeError(
      `create-dlw: expected a name of small letters, digits, dots, dashes and underscores, received '${name}'. Use for example ${suggestion(name)}.`,
    )
  }
  if (!existsSync(path)) return path
  if (!statSync(path).isDirectory()) {
    throw new RangeError(
      `create-dlw: expected a new or empty folder, received the file '${folder}'. Choose another name.`,
    )
  }
  const found = readdirSync(path).filter((entry) => entry !== '.git')
  if (found.length > 0) {
    const more = found.length > 1 ? ` and ${found.length - 1} more` : ''
    throw new RangeError(
      `create-dlw: expected a new or empty folder, received '${folder}' with ${found[0]}${more}. Choose another name.`,
    )
  }
  return path
}

/** The nearest valid name. */
function suggestion(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[._-]+|-+$/g, '')
    .slice(0, 214)
  return validName.test(plain) && plain !== 'node_modules' ? plain : 'my-model'
}
