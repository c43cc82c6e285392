import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Outputs } from './captured-call.ts'
import type { CallOptions, ModelCalls } from './model-calls.ts'

/** What `plain` does with the tensors and with the weights of a model, from memory where it can be. */
export type ReplayCall = (kind: string, tensors: readonly tf.Tensor[], plain: () => Outputs) => Outputs

/** Of each model, its calls that predict and those that measure. */
const known = new WeakMap<LayersModel, { predict: ModelCalls; measure: ModelCalls }>()

let loaded: typeof ModelCalls | undefined

/**
 * Prepares to replay the forward passes of a model, which are the same kernels whenever it predicts or is evaluated. They
 * are remembered with the model until it is disposed of. What captures is loaded when it is needed.
 */
export async function replayCalls(model: LayersModel, options: CallOptions): Promise<ReplayCall> {
  if (options.capture === false || tf.getBackend() !== 'wasm') return (_, __, plain) => plain()
  loaded ??= (await import('./model-calls.ts')).ModelCalls
  const calls = callsOf(model, loaded)[options.compiled ? 'measure' : 'predict']
  return (kind, tensors, plain) =>
    // Whoever calls it may have waited for rows.
    tf.getBackend() === 'wasm' ? calls.run(kind, tensors, plain, options) : plain()
}

/** How many forward passes of a model were replayed. */
export function replaysOf(model: LayersModel): { predict: number; measure: number } {
  const calls = known.get(model)
  return { predict: calls?.predict.replays ?? 0, measure: calls?.measure.replays ?? 0 }
}

function callsOf(model: LayersModel, Calls: typeof ModelCalls): { predict: ModelCalls; measure: ModelCalls } {
  const present = known.get(model)
  if (present) return present
  const calls = { predict: new Calls(model), measure: new Calls(model) }
  known.set(model, calls)
  const dispose = model.dispose.bind(model)
  model.dispose = () => {
    calls.predict.release()
    calls.measure.release()
    return dispose()
  }
  return calls
}
