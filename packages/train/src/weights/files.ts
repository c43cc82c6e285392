/** Writes a file so that its name never stands for half of it: to a neighbour first, which then takes the name. */
export async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const { mkdir, open, rename, rm } = await import('node:fs/promises')
  const { dirname } = await import('node:path')
  const temporary = `${path}.${process.pid}.partial`
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw new Error(`Cannot write ${path}: ${(cause as Error).message}. Nothing was left half-written.`, { cause })
  }
}

/** The bytes of a file; undefined when there is none. */
export async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  const { readFile } = await import('node:fs/promises')
  try {
    return await readFile(path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`Cannot read ${path}: ${(cause as Error).message}.`, { cause })
  }
}
