import { mkdir, readdir, rm, stat, truncate } from 'node:fs/promises'

/** Makes a folder, with those above it. Does nothing where it is there. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true })
}

/** The names in a folder, sorted. */
export async function listFolder(path: string): Promise<string[]> {
  return (await readdir(path)).sort()
}

/** Removes a file. Does nothing where there is none. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true })
}

/** The size of a file in bytes. */
export async function fileSize(path: string): Promise<number> {
  return (await stat(path)).size
}

/** Cuts a file to its first bytes. */
export async function truncateFile(path: string, size: number): Promise<void> {
  await truncate(path, size)
}
