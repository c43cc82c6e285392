/** Flags of this process that another one must not share: what it runs, watches, tests, and where it is debugged. */
const ownFlags = /^--(?:eval|print|input-type|inspect|watch|test|check|interactive|debug)|^-(?:[ecip]|pe)$/

/**
 * The flags of Node for workers.
 *
 * Threads inherit those of this process, and refuse a list that names one of V8's, such as `--max-old-space-size`. A
 * process is given them, but for those that concern this process alone.
 *
 * @param added Flags that the workers need as well.
 */
export function workerFlags(
  runtime: 'worker_threads' | 'child_process',
  added: readonly string[],
  own: readonly string[] = process.execArgv,
): string[] | undefined {
  const missing = added.filter((flag) => !own.includes(flag))
  if (runtime === 'worker_threads') return missing.length > 0 ? missing : undefined
  const shared: string[] = []
  for (let index = 0; index < own.length; index++) {
    const flag = own[index]!
    if (!ownFlags.test(flag)) shared.push(flag)
    // The program of `-e` is a flag's value, and stands apart from it.
    else if (/^-(?:[ep]|pe)$|^--(?:eval|print)$/.test(flag)) index++
  }
  return [...shared, ...missing]
}
