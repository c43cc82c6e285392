import * as tf from '@tensorflow/tfjs-layers'
import { apply } from '../../builders/apply-layer.ts'
import { setTrainable } from '../../builders/freeze.ts'
import { Identity } from '../../layers/core/small-layers.ts'
import { followMasks } from '../../layers/masks/follow-masks.ts'
import { registerLayers } from '../../layers/register-layers.ts'
import { isPlain } from '../../operators/call-template.ts'
import { KerasOperation } from '../../operators/keras-operation.ts'
import { ownDispose } from '../../weights/own-dispose.ts'
import { predictTexts } from '../../weights/predict-texts.ts'
import { damaged, KerasFileError } from '../keras-error.ts'
import { plainNames } from '../names/plain-names.ts'
import { takeCall } from './call-arguments.ts'
import type { KerasLayer } from './layer-config.ts'
import { dtypeOf, type LayerContext, layerFromKeras } from './layer-from-keras.ts'
import { type Call, readCall, referencesIn, type TensorReference } from './read-call.ts'

/** A layer within a Functional model, with its calls. */
interface GraphLayer extends KerasLayer {
  name: string
  inbound_nodes: readonly unknown[]
}

/** Position of a layer in a file. */
type FileContext = LayerContext & Required<Pick<LayerContext, 'given' | 'shared'>>

/** Options of {@link modelFromKeras}. */
export interface ModelFromKerasOptions {
  /** Computes 16- and 8-bit models in 32 bits. */
  precision?: 'float32' | undefined
}

/**
 * Builds a model from a Keras configuration: Sequential or Functional, with shared layers, several inputs and outputs,
 * and nested models. Its weights are zeros.
 *
 * @throws KerasFileError if the configuration is invalid, or has a layer that is not supported.
 */
export function modelFromKeras(
  configuration: unknown,
  kerasVersion: string,
  { precision }: ModelFromKerasOptions = {},
): tf.LayersModel {
  registerLayers()
  const { config, given, restore } = plainNames(configuration)
  const model = config as KerasLayer
  const name = typeof model?.class_name === 'string' ? model.class_name : undefined
  if (name !== undefined && !Array.isArray(model.config?.layers)) throw subclassed(name)
  if (name === undefined) throw damaged('it holds no configuration of a Sequential or Functional model')
  const context: FileContext = {
    path: given(String(model.config.name ?? '')),
    kerasVersion,
    given,
    precision,
    shared: new Map(),
    make: makeLayer as NonNullable<LayerContext['make']>,
  }
  const made = build(model, context)
  if (model.config.trainable === false) setTrainable(made, false)
  restore(made)
  return predictTexts(ownDispose(made))
}

function subclassed(name: string): KerasFileError {
  return new KerasFileError(
    `the model is of the class ${name}, whose code is not in the file`,
    'Rebuild it in Keras as a Functional model and save that.',
  )
}

function build(model: KerasLayer, context: FileContext): tf.LayersModel {
  const { class_name: kind } = model
  if (kind === 'Sequential') return buildSequential(model, context)
  // A subclass with the configuration of a Functional model is one.
  if (kind === 'Functional' || kind === 'Model' || isGraph(model)) return buildFunctional(model, context)
  throw subclassed(kind)
}

function isGraph({ config }: KerasLayer): boolean {
  return config.input_layers !== undefined && config.output_layers !== undefined
}

/** A layer, or a model used as one, frozen as the file says. */
function makeLayer(given: KerasLayer, outer: FileContext): tf.layers.Layer {
  const { shared } = outer
  const name = (given.config as { name?: string })?.name ?? (given as { name?: string }).name
  const layer: KerasLayer = { ...given, config: { ...given.config, name } }
  if (typeof layer.class_name !== 'string' || typeof name !== 'string')
    throw damaged('it has a layer without class or name')
  const id = (layer as { shared_object_id?: number }).shared_object_id
  const known = shared.get(`#${id}`) ?? (id === undefined ? undefined : shared.get(`${layer.class_name} ${name}`))
  if (known) {
    shared.set(`#${id}`, known)
    return known
  }
  const context = { ...outer, path: `${outer.path}/${outer.given(name)}` }
  const made = Array.isArray(layer.config.layers) ? build(layer, context) : layerFromKeras(layer, context)
  if (layer.config.trainable === false) setTrainable(made, false)
  shared.set(id === undefined ? `${layer.class_name} ${name}` : `#${id}`, made)
  return followMasks(made)
}

function buildSequential({ config }: KerasLayer, context: FileContext): tf.LayersModel {
  const [first, ...others] = config.layers as KerasLayer[]
  const isInput = first?.class_name === 'InputLayer'
  const settings = first?.config ?? {}
  const built =
    config.build_input_shape ?? (first as { build_config?: { input_shape?: unknown } })?.build_config?.input_shape
  const shape =
    settings.batch_shape ?? settings.batch_input_shape ?? (Array.isArray(built) ? [null, ...built.slice(1)] : undefined)
  if (!Array.isArray(shape)) {
    throw new KerasFileError(
      `the model ${context.path} has no input shape: it was saved before it was built`,
      'Give it an Input as its first layer in Keras, or predict once, and save it then.',
    )
  }
  const model = tf.sequential({ name: config.name as string })
  const stack = (isInput ? others : [first!, ...others]).map((layer) => makeLayer(layer, context))
  const name = isInput ? (settings.name as string) : `${(first?.config as { name?: string })?.name}_input`
  const dtype = isInput ? dtypeOf(settings.dtype) : first?.class_name === 'Embedding' ? 'float32' : dtypeOf(undefined)
  if (stack.length === 0) stack.push(tf.layers.activation({ activation: 'linear', name: `${name}_identity` }))
  // A model as the first layer has its own inputs, unless another model uses it too.
  if (!('layers' in stack[0]!)) {
    apply(stack[0]!, tf.input({ batchShape: shape, dtype, name }))
    // For TensorFlow.js's files, which have no input layer in a Sequential.
    Object.assign(stack[0]!, { batchInputShape: shape, dtype })
  }
  for (const layer of stack) model.add(layer)
  return model
}

function buildFunctional({ config }: KerasLayer, context: FileContext): tf.LayersModel {
  const waiting = (config.layers as GraphLayer[]).map((layer) => {
    const made = makeLayer(layer, context)
    const calls = (Array.isArray(layer.inbound_nodes) ? layer.inbound_nodes : []).map(readCall)
    return {
      layer: made,
      name: layer.name ?? made.name,
      calls,
      done: 0,
      isModel: 'layers' in made,
      kind: layer.class_name,
    }
  })
  const models = new Set(waiting.filter(({ isModel }) => isModel).map(({ name }) => name))
  const functional = new Set(
    waiting.filter(({ isModel, kind }) => isModel && kind !== 'Sequential').map(({ name }) => name),
  )
  const tensors = new Map<string, tf.SymbolicTensor>()
  for (const { layer, name } of waiting) {
    if (layer.getClassName() === 'InputLayer') tensors.set(`${name}/0/0`, layer.output as tf.SymbolicTensor)
  }
  const find = ([layer, node, tensor]: TensorReference) => tensors.get(`${layer}/${node}/${tensor}`)
  /** Keras 2 counts the calls of models from one, as it counts the model itself. */
  const counted = (reference: TensorReference, from: ReadonlySet<string>): TensorReference =>
    from.has(reference[0]) ? [reference[0], Math.max(reference[1] - 1, 0), reference[2]] : reference
  const feed = ({ inputs, legacy }: Call) =>
    inputs.map((reference) => find(legacy ? counted(reference, models) : reference))
  for (let progress = true; progress; ) {
    progress = false
    for (const entry of waiting) {
      for (let call = entry.calls[entry.done]; call; call = entry.calls[entry.done]) {
        const inputs = feed(call)
        if (!inputs.every((input) => input !== undefined)) break
        const path = `${context.path}/${context.given(entry.name)}`
        if (call.template.kwargs.training === false) freezeStatistics(entry.layer)
        if (!isPlain(call.template) || entry.layer instanceof KerasOperation) takeCall(entry.layer, call.template, path)
        const given = inputs as tf.SymbolicTensor[]
        const outputs = [apply(entry.layer, given.length === 1 ? given[0]! : given)].flat()
        for (const [index, output] of outputs.entries()) tensors.set(`${entry.name}/${entry.done}/${index}`, output)
        entry.done++
        progress = true
      }
    }
  }
  const stuck = waiting.find(({ calls, done }) => done < calls.length)
  if (stuck) throw damaged(`the layer ${context.path}/${stuck.name} is fed by a layer that is not there`)
  const ends = (references: unknown) =>
    referencesIn(references).map((reference) => {
      // Keras 3 counts so too where a model begins and ends.
      const tensor = find(counted(reference, functional)) ?? find(reference)
      if (!tensor) throw damaged(`the model ${context.path} names ${reference.join('/')}, which is not there`)
      return tensor
    })
  const outputs = ends(config.output_layers)
  // TensorFlow.js returns each output only once.
  const once = outputs.map((output, index) => {
    if (outputs.indexOf(output) === index) return output
    return apply(followMasks(new Identity({ name: `${config.name}_output_${index}` })), output)
  })
  return tf.model({
    inputs: ends(config.input_layers),
    outputs: once,
    name: config.name as string,
  })
}

/** A call with `training=False`: batch normalization keeps to its moving statistics, as a frozen one does. */
function freezeStatistics(layer: tf.layers.Layer): void {
  if ('layers' in layer) for (const inner of layer.layers as tf.layers.Layer[]) freezeStatistics(inner)
  else if (layer.getClassName() === 'BatchNormalization') layer.trainable = false
}
