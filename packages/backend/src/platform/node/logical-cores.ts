import { availableParallelism } from 'node:os'

/** How many threads this program may run at once. */
export function logicalCores(): number {
  return availableParallelism()
}
