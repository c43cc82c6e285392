import util from 'node:util'

/**
 * Puts back two functions of `node:util` that tfjs-node 4.22 calls and Node 23 took away; without them it loads and then
 * fails at its first operation.
 */
export function restoreNodeUtil(): void {
  const missing: Record<string, (value: unknown) => boolean> = {
    isArray: Array.isArray,
    isNullOrUndefined: (value) => value === null || value === undefined,
  }
  for (const [name, test] of Object.entries(missing)) if (!(name in util)) Object.assign(util, { [name]: test })
}
