import { basename, dirname, join } from 'node:path'

/** Joins a folder and a name in it, in the system's way. */
export function joinPath(folder: string, name: string): string {
  return join(folder, name)
}

/** The folder and the name of a path. */
export function splitPath(path: string): { folder: string; name: string } {
  return { folder: dirname(path), name: basename(path) }
}
