import type { layers } from '@tensorflow/tfjs-layers'
import { followTraining } from '../../layers/core/follow-training.ts'
import { KerasLayer } from '../../layers/core/keras-layer.ts'
import { repeatInputs } from '../../layers/core/repeat-inputs.ts'
import { takeMask } from '../../layers/masks/take-mask.ts'
import type { Argument, CallTemplate } from '../../operators/call-template.ts'
import { KerasFileError } from '../keras-error.ts'

/** Classes that read their call arguments. */
const reading = new Set(
  (
    'AdditiveAttention Attention Bidirectional CategoryEncoding ConvLSTM1D ConvLSTM2D ConvLSTM3D GlobalAveragePooling1D GRU ' +
    'GroupedQueryAttention KerasOperation KerasLambda LSTM MultiHeadAttention RNN SimpleRNN Softmax TimeDistributed'
  ).split(' '),
)

/**
 * Sets how a model calls a layer, if with more than its inputs.
 *
 * @throws KerasFileError that names the layer, if it cannot be called so.
 */
export function takeCall(layer: layers.Layer, { args, kwargs }: CallTemplate, path: string): void {
  const { training, ...others } = kwargs
  if (training === true) followTraining(layer)
  const template: CallTemplate = { args, kwargs: others }
  const className = layer.getClassName()
  if (layer instanceof KerasLayer && reading.has(className)) {
    const before = layer.callArguments ?? (layer.inboundNodes.length > 0 ? null : undefined)
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(template)) {
      throw new KerasFileError(
        `the layer ${path} (${className}) is called in two different ways`,
        'Build the model with a layer for each of the calls, with the same weights.',
      )
    }
    layer.callArguments = template
    return
  }
  const { mask, ...rest } = others
  const order = tensorsIn(args)
  if (order.some((index, at) => index !== at) && new Set(order).size < order.length) {
    repeatInputs(layer, order)
    ;(layer as { callArguments?: CallTemplate }).callArguments = template
  }
  const given = Object.entries(rest).filter(([, value]) => value !== null && value !== false)
  if (given.length === 0 && typeof mask === 'object' && mask !== null && 'tensor' in mask && onlyTensors(args)) {
    // Batch normalization takes a second input for its mask.
    if (className !== 'BatchNormalization') takeMask(layer, mask.tensor)
    ;(layer as { callArguments?: CallTemplate }).callArguments = template
    return
  }
  if (given.length > 0 || !onlyTensors(args)) {
    throw new KerasFileError(
      `the layer ${path} (${className}) is called with ${given.map(([name]) => name).join(', ') || 'constants'}, which it cannot follow here`,
      'Call it with its inputs alone in Keras, or cut the model before it.',
    )
  }
}

/** Returns the tensors among arguments, in order. */
function tensorsIn(args: readonly Argument[]): number[] {
  return args.flatMap((one) => {
    if (typeof one !== 'object' || one === null) return []
    if ('list' in one) return tensorsIn(one.list)
    if ('record' in one) return tensorsIn(Object.values(one.record))
    return 'tensor' in one ? [one.tensor] : []
  })
}

function onlyTensors(args: readonly Argument[]): boolean {
  return args.every((one) => {
    if (typeof one !== 'object' || one === null) return one === null
    if ('list' in one) return onlyTensors(one.list)
    return 'tensor' in one || ('record' in one && onlyTensors(Object.values(one.record)))
  })
}
