import type { ReaderRun } from '../reader/run-reader-code.ts'
import type { Message, Order } from './messages.ts'

/** Runs a reader's code in a worker without network: see run-reader-code.ts, which comes now. `lost` hears when it does not. */
export function startReaderCode(order: Order, hear: (message: Message) => void, lost: () => void): ReaderRun {
  let run: ReaderRun | undefined
  let isStopped = false
  import('../reader/run-reader-code.ts').then(({ runReaderCode }) => {
    if (!isStopped) run = runReaderCode(order, hear)
  }, lost)
  return {
    stop() {
      isStopped = true
      run?.stop()
    },
  }
}
