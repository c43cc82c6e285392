import { isNode } from '@dlw/backend/runtime'
import { resolvePath } from '@dlw/data/files'

/** Returns whether a location is a URL such as `indexeddb://model` and not a path; `file://` counts as a path. */
export function isBrowserAddress(location: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(location) && !/^file:/i.test(location)
}

/**
 * The absolute path of a folder or file given by its path or its `file://` address. Node only.
 *
 * @throws Error on platforms without a file system.
 */
export async function pathOf(caller: string, location: string): Promise<string> {
  if (!isNode()) {
    throw new Error(
      `${caller}: expected an address, for a page has no files, received location=${location}. Use indexeddb://name, or https:// for what lies on a server.`,
    )
  }
  return resolvePath(location)
}
