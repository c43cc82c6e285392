/** The process that holds a lock. */
export interface LockHolder {
  host: string
  pid: number
}

/** Options of `acquireLock`. */
export interface AcquireLockOptions {
  /**
   * Called each time the lock is found in the hands of a live process; throw here to give up. Undefined when its file
   * cannot be read. Defaults to waiting until the lock is free.
   */
  onHeld?: (holder: LockHolder | undefined) => void
}

/** Releases a lock. */
export type ReleaseLock = () => Promise<void>
