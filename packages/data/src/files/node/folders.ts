import { mkdir, readdir, rm, stat, truncate } from 'node:fs/promises'

/** Creates a folder and its parents. Does nothing if it exists. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true })
}

/** Lists the names in a folder, sorted. */
export async function listFolder(path: string): Promise<string[]> {
  return (await readdir(path)).sort()
}

/** Removes a file. Does nothing if it does not exist. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true })
}

/** Returns the size of a file in bytes. */
export async function fileSize(path: string): Promise<number> {
  return (await stat(path)).size
}

/** Truncates a file to its first bytes. */
export async function truncateFile(path: string, size: number): Promise<void> {
  await truncate(path, size)
}
