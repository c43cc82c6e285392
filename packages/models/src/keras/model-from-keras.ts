import * as tf from '@tensorflow/tfjs-layers'
import { apply } from '../builders/apply-layer.ts'
import { setTrainable } from '../builders/freeze.ts'
import { registerLayers } from '../layers/register-layers.ts'
import { damaged, KerasFileError } from './keras-error.ts'
import { dtypeOf, type KerasLayer, type LayerContext, layerFromKeras } from './layer-from-keras.ts'

/** A layer within a Functional model, with its calls. */
interface GraphLayer extends KerasLayer {
  name: string
  inbound_nodes: readonly unknown[]
}
/** Which output of which call of which layer. */
type TensorReference = readonly [layer: string, node: number, tensor: number]
interface Call {
  inputs: TensorReference[]
  training: unknown
}

/**
 * Builds the model that a Keras configuration describes: Sequential or Functional, with shared layers, several inputs
 * and outputs, and models within models. Its weights are zeros.
 *
 * @throws KerasFileError if it is no such configuration, or has a layer that TensorFlow.js does not have.
 */
export function modelFromKeras(config: unknown, kerasVersion: string): tf.LayersModel {
  registerLayers()
  const model = config as KerasLayer
  if (typeof model?.class_name !== 'string' || !Array.isArray(model.config?.layers)) {
    throw damaged('it holds no configuration of a Sequential or Functional model')
  }
  return build(model, { path: String(model.config.name ?? ''), kerasVersion })
}

function build(model: KerasLayer, context: LayerContext): tf.LayersModel {
  const { class_name: kind } = model
  if (kind === 'Sequential') return buildSequential(model, context)
  if (kind === 'Functional' || kind === 'Model') return buildFunctional(model, context)
  throw new KerasFileError(
    `the model ${context.path} is of the class ${kind}, whose code is not in the file`,
    'Rebuild it in Keras as a Functional model and save that.',
  )
}

/** A layer, or a model used as one, frozen as the file says. */
function makeLayer(layer: KerasLayer, outer: LayerContext): tf.layers.Layer {
  const name = (layer.config as { name?: string })?.name
  if (typeof layer.class_name !== 'string' || typeof name !== 'string')
    throw damaged('it has a layer without class or name')
  const context = { ...outer, path: `${outer.path}/${name}` }
  const made = Array.isArray(layer.config.layers) ? build(layer, context) : layerFromKeras(layer, context)
  if (layer.config.trainable === false) setTrainable(made, false)
  return made
}

function buildSequential({ config }: KerasLayer, context: LayerContext): tf.LayersModel {
  const [first, ...others] = config.layers as KerasLayer[]
  const isInput = first?.class_name === 'InputLayer'
  const settings = first?.config ?? {}
  const shape = settings.batch_shape ?? settings.batch_input_shape ?? config.build_input_shape
  if (!Array.isArray(shape)) {
    throw damaged(`the model ${context.path} has no input shape: it was saved before it was built`)
  }
  const model = tf.sequential({ name: config.name as string })
  for (const [index, layer] of (isInput ? others : [first!, ...others]).entries()) {
    const needsShape = index === 0 && !Array.isArray(layer.config.layers)
    const dtype = isInput && needsShape ? { inputDType: dtypeOf(settings.dtype) } : {}
    model.add(
      makeLayer(
        needsShape ? { ...layer, config: { ...layer.config, batch_input_shape: shape, ...dtype } } : layer,
        context,
      ),
    )
  }
  return model
}

function buildFunctional({ config }: KerasLayer, context: LayerContext): tf.LayersModel {
  const waiting = (config.layers as GraphLayer[]).map((layer) => ({
    layer: makeLayer(layer, context),
    calls: (Array.isArray(layer.inbound_nodes) ? layer.inbound_nodes : []).map(callOf),
    done: 0,
  }))
  const tensors = new Map<string, tf.SymbolicTensor>()
  for (const { layer } of waiting) {
    if (layer.getClassName() === 'InputLayer') tensors.set(`${layer.name}/0/0`, layer.output as tf.SymbolicTensor)
  }
  const find = ([layer, node, tensor]: TensorReference) => tensors.get(`${layer}/${node}/${tensor}`)
  for (let progress = true; progress; ) {
    progress = false
    for (const entry of waiting) {
      for (let call = entry.calls[entry.done]; call?.inputs.every(find); call = entry.calls[entry.done]) {
        const inputs = call.inputs.map((reference) => find(reference)!)
        if (call.training === false) freezeStatistics(entry.layer)
        const outputs = [apply(entry.layer, inputs.length === 1 ? inputs[0]! : inputs)].flat()
        for (const [index, output] of outputs.entries())
          tensors.set(`${entry.layer.name}/${entry.done}/${index}`, output)
        entry.done++
        progress = true
      }
    }
  }
  const stuck = waiting.find(({ calls, done }) => done < calls.length)
  if (stuck) throw damaged(`the layer ${context.path}/${stuck.layer.name} is fed by a layer that is not there`)
  const ends = (references: unknown) =>
    referencesIn(references).map((reference) => {
      const tensor = find(reference)
      if (!tensor) throw damaged(`the model ${context.path} names ${reference.join('/')}, which is not there`)
      return tensor
    })
  return tf.model({
    inputs: ends(config.input_layers),
    outputs: ends(config.output_layers),
    name: config.name as string,
  })
}

/** A call of a layer, as Keras 3 writes it (`{ args, kwargs }`) or as Keras 2 did (`[[layer, node, tensor, kwargs], …]`). */
function callOf(node: unknown): Call {
  if (Array.isArray(node)) return { inputs: referencesIn(node), training: undefined }
  const { args, kwargs } = (node ?? {}) as { args?: unknown; kwargs?: { training?: unknown } }
  return { inputs: [...referencesIn(args), ...referencesIn(kwargs)], training: kwargs?.training }
}

/** All references to tensors in a value, in order. */
function referencesIn(value: unknown): TensorReference[] {
  if (Array.isArray(value)) {
    const [layer, node, tensor] = value
    if (typeof layer === 'string' && typeof node === 'number' && typeof tensor === 'number')
      return [[layer, node, tensor]]
    return value.flatMap(referencesIn)
  }
  if (typeof value !== 'object' || value === null) return []
  const { class_name: kind, config } = value as { class_name?: unknown; config?: { keras_history?: unknown } }
  if (kind === '__keras_tensor__') return referencesIn(config?.keras_history)
  return Object.values(value).flatMap(referencesIn)
}

/** A call with `training=False`: batch normalization keeps to its moving statistics, as a frozen one does. */
function freezeStatistics(layer: tf.layers.Layer): void {
  if ('layers' in layer) for (const inner of layer.layers as tf.layers.Layer[]) freezeStatistics(inner)
  else if (layer.getClassName() === 'BatchNormalization') layer.trainable = false
}
