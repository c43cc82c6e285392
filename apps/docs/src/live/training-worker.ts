import type { BackendName, BackendReport } from '@dlw/backend'
import type { Callback } from '@dlw/train'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url'
import simd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url'
import threaded from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url'
import { env } from '@tensorflow/tfjs-core'
import type { Message, Start } from './messages.ts'

/** The programs that a page may run; each is loaded when it is asked for. */
const programs: Record<string, () => Promise<typeof import('program:penguins')>> = {
  penguins: () => import('program:penguins'),
  'penguins-refined': () => import('program:penguins-refined'),
  'weather-large': () => import('program:weather-large'),
  'weather-small': () => import('program:weather-small'),
  'weather-stopped': () => import('program:weather-stopped'),
}

const tell = (message: Message): void => postMessage(message)

self.onmessage = async ({ data }: MessageEvent<Start>) => {
  try {
    // One thread: threads need headers that a plain static server does not send.
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
    setWasmPaths({
      'tfjs-backend-wasm.wasm': absolute(plain),
      'tfjs-backend-wasm-simd.wasm': absolute(simd),
      'tfjs-backend-wasm-threaded-simd.wasm': absolute(threaded),
    })
    const program = await programs[data.program]!()
    const started = performance.now()
    let trainings = 0
    const results = await program.run(
      {
        seed: data.seed,
        epochs: data.epochs,
        data: data.data,
        device: data.prefer === 'auto' ? {} : { prefer: data.prefer as BackendName },
      },
      {
        progress: () => progress(trainings++),
        backend: ({ name, device, tried }: BackendReport) => tell({ type: 'backend', name, device, tried }),
      },
    )
    tell({ type: 'done', seconds: (performance.now() - started) / 1000, results: JSON.parse(JSON.stringify(results)) })
  } catch (error) {
    tell({ type: 'error', message: error instanceof Error ? error.message : String(error) })
  }
}

function progress(training: number): Callback {
  return {
    onEpochEnd(epoch, logs, { epochs, model }) {
      const last = epoch === epochs - 1
      const shown = last || epoch % 4 === 0
      const kernels = shown && model.countParams() < 1000 ? weights(model) : undefined
      tell({
        type: 'epoch',
        training,
        epoch,
        epochs,
        loss: logs.loss!,
        ...(logs.val_loss !== undefined && { validation: logs.val_loss }),
        ...(kernels && { kernels }),
      })
    },
  }
}

/** The weights of the connections, layer by layer, row by row. */
function weights(model: { getWeights(): { rank: number; dataSync(): ArrayLike<number> }[] }): number[][] {
  return model
    .getWeights()
    .filter(({ rank }) => rank === 2)
    .map((kernel) => Array.from(kernel.dataSync()))
}

const absolute = (url: string): string => new URL(url, self.location.href).href
