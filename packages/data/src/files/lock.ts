/** The process that holds a lock. */
export interface LockHolder {
  host: string
  pid: number
}

/** Options of `acquireLock`. */
export interface AcquireLockOptions {
  /**
   * Called each time a live process is found to hold the lock, with that process, or undefined if the lock file cannot
   * be read. Throw to give up. Defaults to waiting until the lock is free.
   */
  onHeld?: (holder: LockHolder | undefined) => void
}

/** Releases a lock. */
export type ReleaseLock = () => Promise<void>
