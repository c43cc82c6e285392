import { useBackend } from '@dlw/backend'
import { isNode } from '@dlw/backend/runtime'
import * as tf from '@tensorflow/tfjs-core'
import { earlyStopping } from '../../src/callbacks/early-stopping.ts'
import { onEpoch } from '../../src/callbacks/on-epoch.ts'
import { serveFit } from '../../src/worker/serve-fit.ts'
import { build, type NetworkValues } from './network.ts'

/** What the tests ask of this worker beside what to build. */
export interface WorkerValues extends NetworkValues {
  patience?: number
  /** For how many milliseconds nothing else runs in the worker after each epoch. */
  blocks?: number
  /** Ends the whole worker, or throws, in the second epoch. */
  accident?: 'exit' | 'uncaught' | 'throw'
}

// The tensors that are alive when a training ends are logged in the next one.
let alive = 0

function accident({ accident: kind }: WorkerValues): void {
  if (kind === 'exit') process.exit(3)
  if (kind === 'uncaught') setTimeout(() => undefinedFunction())
  if (kind === 'throw') throw new SyntaxError('out of the blue', { cause: new TypeError('below') })
}

function blockFor(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

declare function undefinedFunction(): void

serveFit<WorkerValues>({
  async build(values) {
    await useBackend({ prefer: isNode() ? 'cpu' : 'wasm', threads: 1 })
    alive = tf.memory().numTensors
    return build(values)
  },
  callbacks: (values) => [
    ...(values.patience === undefined ? [] : [earlyStopping({ monitor: 'loss', patience: values.patience })]),
    onEpoch(async (epoch, logs) => {
      if (values.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, 20))
      logs.alive = alive
      if (values.blocks) blockFor(values.blocks)
      if (epoch === 1) accident(values)
    }),
  ],
})
