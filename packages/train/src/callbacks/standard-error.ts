/** Where progress goes by default: standard error in Node, nowhere in a browser. */
export interface ProgressTarget {
  write(text: string): void
  /** The width of the terminal; undefined when it is not one. */
  columns: number | undefined
}

/** The process's standard error. */
export function standardError(): ProgressTarget {
  const stream = typeof process === 'undefined' ? undefined : process.stderr
  return {
    write: (text) => void stream?.write(text),
    columns: stream?.isTTY ? stream.columns : undefined,
  }
}
