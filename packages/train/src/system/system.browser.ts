import { webWorkerPort } from '../worker/web-worker-port.ts'
import type * as node from './system.node.ts'

/** A page has no checkout. */
export const gitCommit: typeof node.gitCommit = async () => ''

export const processName: typeof node.processName = () => ['page', 0]

export const runtimeVersion: typeof node.runtimeVersion = () => navigator.userAgent

export const workerPort: typeof node.workerPort = webWorkerPort
