import { hostname } from 'node:os'

export { gitCommit } from './git-commit.ts'
export { workerPort } from './worker-port.node.ts'

/** What tells this process from others that write to the same folder. */
export const processName = (): readonly (string | number)[] => [hostname(), process.pid]

/** The runtime and its version. */
export const runtimeVersion = (): string => `node ${process.versions.node}`
