import { basename, dirname, join } from 'node:path'

/** Joins a folder and a file name with the platform's separator. */
export function joinPath(folder: string, name: string): string {
  return join(folder, name)
}

/** Splits a path into folder and file name. */
export function splitPath(path: string): { folder: string; name: string } {
  return { folder: dirname(path), name: basename(path) }
}
