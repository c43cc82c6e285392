import { version_core } from '@tensorflow/tfjs-core'
import { sourceHash } from '../src/lib/recorded.ts'
import type { Provenance } from '../src/lib/run-file.ts'

/** Says where the results of a run that began at `started` come from. */
export function provenance(name: string, backend: string, started: number): Provenance {
  return {
    seed: 0,
    backend,
    node: process.versions.node,
    tfjs: version_core,
    date: new Date().toISOString().slice(0, 10),
    seconds: Math.round((performance.now() - started) / 100) / 10,
    sources: sourceHash(name),
  }
}
