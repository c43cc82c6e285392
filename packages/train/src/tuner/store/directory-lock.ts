import { acquireLock, type ReleaseLock } from '@dlw/data/files'

/**
 * Sees to it that one process at a time works in the directory of a search.
 *
 * @returns A function that gives the directory free again.
 * @throws Error while another process works there.
 */
export function lockDirectory(directory: string): Promise<ReleaseLock> {
  return acquireLock(`${directory}/search.lock`, {
    onHeld(holder) {
      throw new Error(
        `tune: expected no other search in directory=${directory}, received one by process ${holder?.pid} on ${holder?.host}. Wait for it, stop it, or give another directory.`,
      )
    },
  })
}
