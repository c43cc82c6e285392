import type { LayersModel, layers, SymbolicTensor } from '@tensorflow/tfjs-layers'
import type { CallTemplate } from '../../operators/call-template.ts'
import { nodesOf } from '../../summary/layer-graph.ts'
import { type KerasObject, layerToKeras, settingToKeras } from './layer-to-keras.ts'

/** Layers shared by several models, and those already described, to which Keras then refers by number. */
interface Shared {
  layers: readonly layers.Layer[]
  seen: Set<layers.Layer>
}

type Node = layers.Layer['inboundNodes'][number]

/**
 * Describes a model as Keras 3 does in its files.
 *
 * @throws KerasFileError that names the layer by its path, if Keras does not support the layer or a setting.
 */
export function modelToKeras(model: LayersModel, path: string = model.name): KerasObject {
  const uses = new Map<layers.Layer, number>()
  const count = (layer: layers.Layer): void => {
    uses.set(layer, (uses.get(layer) ?? 0) + 1)
    if ('layers' in layer) for (const inner of layer.layers as layers.Layer[]) count(inner)
  }
  count(model)
  const shared = [...uses].filter(([, times]) => times > 1).map(([layer]) => layer)
  return describeModel(model, path, { layers: shared, seen: new Set() })
}

function describeModel(model: LayersModel, path: string, shared: Shared): KerasObject {
  return model.getClassName() === 'Sequential'
    ? sequentialToKeras(model, path, shared)
    : functionalToKeras(model, path, shared)
}

function describe(layer: layers.Layer, path: string, shared: Shared): KerasObject {
  const described = describeAt(layer, `${path}/${layer.name}`, shared)
  const id = shared.seen.has(layer) ? shared.layers.indexOf(layer) : -1
  shared.seen.add(layer)
  return id < 0 ? described : ({ ...described, shared_object_id: id + 1 } as KerasObject)
}

function describeAt(layer: layers.Layer, own: string, shared: Shared): KerasObject {
  const inner = (one: layers.Layer, path: string) => describeAt(one, path, shared)
  return 'layers' in layer
    ? describeModel(layer as unknown as LayersModel, own, shared)
    : layerToKeras(layer, own, inner)
}

function sequentialToKeras(model: LayersModel, path: string, shared: Shared): KerasObject {
  const described = [
    layerToKeras(model.inputs[0]!.sourceLayer, path),
    ...model.layers.map((layer) => describe(layer, path, shared)),
  ]
  const batchShape = model.inputs[0]!.shape
  const config = { name: model.name, trainable: true, layers: described, build_input_shape: batchShape }
  return { module: 'keras', class_name: 'Sequential', config, registered_name: null }
}

function functionalToKeras(model: LayersModel, path: string, shared: Shared): KerasObject {
  const nodes = nodesOf(model)
  const calls = (layer: layers.Layer): Node[] => layer.inboundNodes.filter((node) => nodes.has(node))
  /** Returns the origin of a tensor, counting only calls within this model. */
  const history = (layer: layers.Layer, nodeIndex: number, tensorIndex: number) =>
    [layer.name, calls(layer).indexOf(layer.inboundNodes[nodeIndex]!), tensorIndex] as const
  const argument = (node: Node, index: number) => {
    const { shape, dtype } = node.inputTensors[index]!
    const keras_history = history(node.inboundLayers[index]!, node.nodeIndices[index]!, node.tensorIndices[index]!)
    return { class_name: '__keras_tensor__', config: { shape, dtype, keras_history } }
  }
  const call = (node: Node) => {
    const inputs = node.inboundLayers.map((_, index) => argument(node, index))
    const { callArguments, alwaysTraining } = node.outboundLayer as {
      callArguments?: CallTemplate
      alwaysTraining?: boolean
    }
    const training = alwaysTraining ? { training: true } : {}
    if (!callArguments) return { args: inputs.length === 1 ? inputs : [inputs], kwargs: training }
    const fill = (value: CallTemplate['args'][number]) => settingToKeras(value, (index) => inputs[index])
    const kwargs = Object.entries(callArguments.kwargs).map(([name, value]) => [name, fill(value)])
    return { args: callArguments.args.map(fill), kwargs: { ...Object.fromEntries(kwargs), ...training } }
  }
  const described = model.layers.map((layer) => ({
    ...describe(layer, path, shared),
    name: layer.name,
    inbound_nodes: calls(layer)
      .filter(({ inboundLayers }) => inboundLayers.length > 0)
      .map(call),
  }))
  const ends = (tensors: SymbolicTensor[]) => {
    const all = tensors.map(({ sourceLayer, nodeIndex, tensorIndex }) => {
      const [name, call, tensor] = history(sourceLayer, nodeIndex, tensorIndex)
      // Where a model begins and ends, Keras counts a Functional model itself as its first call.
      const isFunctional = 'layers' in sourceLayer && sourceLayer.getClassName() !== 'Sequential'
      return [name, isFunctional ? call + 1 : call, tensor] as const
    })
    return all.length === 1 ? all[0] : all
  }
  const config = {
    name: model.name,
    trainable: true,
    layers: described,
    input_layers: ends(model.inputs),
    output_layers: ends(model.outputs),
  }
  return { module: 'keras.src.models.functional', class_name: 'Functional', config, registered_name: 'Functional' }
}
