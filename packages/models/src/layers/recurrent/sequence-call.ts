import type * as tf from '@tensorflow/tfjs-core'
import { type CallTemplate, parametersOf } from '../../operators/call-template.ts'
import type { CallOptions } from '../core/keras-layer.ts'

/** What a recurrent layer is called with. */
export interface SequenceCall {
  x: tf.Tensor
  initial?: tf.Tensor[]
  mask?: tf.Tensor
}

/** Tells sequences, initial states and mask of a call apart; without a template, the states follow the sequences. */
export function sequenceCallOf(template: CallTemplate | undefined, list: tf.Tensor[]): SequenceCall {
  if (!template) return { x: list[0]!, ...(list.length > 1 && { initial: list.slice(1) }) }
  const given = parametersOf(template, ['sequences', 'initial_state', 'mask'], list)
  const { sequences, initial_state: initial, mask } = given
  return {
    x: sequences as tf.Tensor,
    ...(initial && { initial: [initial].flat(3) as tf.Tensor[] }),
    ...(mask && { mask: mask as tf.Tensor }),
  }
}

/** Options of a run. As in Keras, a layer with given states uses only an explicitly given mask. */
export function runOptionsOf({ initial, mask }: SequenceCall, options: CallOptions): CallOptions {
  const carried = mask ?? (initial ? undefined : [options.mask].flat()[0])
  return { training: options.training ?? false, ...(carried && { mask: carried }) }
}
