/** Whether a location is an address such as `indexeddb://model` and not a path; `file://` counts as a path. */
export function isBrowserAddress(location: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(location) && !/^file:/i.test(location)
}

/** The absolute path of a folder given by its path or its `file://` address. Node only. */
export async function folderOf(location: string): Promise<string> {
  const { resolve } = await import('node:path')
  const { fileURLToPath } = await import('node:url')
  return resolve(/^file:/i.test(location) ? fileURLToPath(location) : location)
}
