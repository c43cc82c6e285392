/** Whether this is Node (or a runtime that says it is): a `process` with `versions.node`, and no page around it. */
export function isNode(): boolean {
  return node()?.versions?.node !== undefined && typeof document === 'undefined'
}

/** Node's `process`, where there is one. By its bare name some bundlers would replace it or put a substitute into pages. */
export function node(): NodeJS.Process | undefined {
  return globalThis.process
}
