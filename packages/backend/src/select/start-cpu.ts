import { findBackend } from '@tensorflow/tfjs-core'
import { processorName } from '#platform'
import type { Starter } from './starter.ts'
import { switchTo } from './switch-to.ts'

/** Plain JavaScript: always there, and fast enough only for the smallest networks. */
export const startCpu: Starter = async () => {
  await import('@tensorflow/tfjs-backend-cpu')
  const backend = findBackend('cpu') as { firstUse?: boolean } | null
  // It would print an advertisement for tfjs-node at its first use.
  if (backend !== null) backend.firstUse = false
  await switchTo('cpu')
  return { kind: 'cpu', device: `${processorName()}, plain JavaScript`, threads: 1 }
}
