import type { BackendName } from './backend-report.ts'
import { isNode } from './is-node.ts'

/** The devices worth trying where this runs, fastest first. */
export function candidates(): readonly BackendName[] {
  return isNode() ? ['tfjs-node-gpu', 'webgpu', 'tfjs-node', 'wasm', 'cpu'] : ['webgpu', 'webgl', 'wasm', 'cpu']
}
