import type { BackendReport } from '@dlw/backend'

/** The report of `useBackend` as lines: what was tried, in order, and why it was taken or not. */
export function whyThisBackend({ tried }: BackendReport): string {
  const width = Math.max(...tried.map(({ name }) => name.length))
  return tried.map(({ name, ok, reason }) => `${ok ? '✓' : '·'} ${name.padEnd(width)}  ${reason}`).join('\n')
}
