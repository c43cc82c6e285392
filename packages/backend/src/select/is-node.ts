/** Whether this is Node (or a runtime that says it is): a `process` with `versions.node`, and no page around it. */
export function isNode(): boolean {
  return typeof process !== 'undefined' && process.versions?.node !== undefined && typeof document === 'undefined'
}
