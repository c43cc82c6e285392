import type { LayersModel } from '@tensorflow/tfjs-layers'
import { type MessageWriter, message } from './protobuf.ts'

interface Node {
  outboundLayer: { name: string }
  inboundLayers: { name: string }[]
}

/** The layers of a model as a TensorFlow graph: a node for each, with its kind and what flows into it. */
export function modelGraph(model: LayersModel): MessageWriter {
  const names = new Set(model.layers.map(({ name }) => name))
  const graph = message()
  for (const layer of model.layers) {
    const nodes = layer.inboundNodes as unknown as Node[]
    const inputs = nodes.flatMap((node) => node.inboundLayers).map(({ name }) => name)
    const node = message().bytes(1, layer.name).bytes(2, layer.getClassName())
    for (const name of new Set(inputs)) if (names.has(name) && name !== layer.name) node.bytes(3, name)
    const shape = layer.outputShape as (number | null)[]
    if (!Array.isArray(shape[0])) node.bytes(5, message().bytes(1, '_output_shapes').bytes(2, shapeList(shape)))
    graph.bytes(1, node)
  }
  return graph.bytes(4, message().integer(1, 22))
}

function shapeList(shape: readonly (number | null)[]): MessageWriter {
  const dimensions = message()
  for (const size of shape) dimensions.bytes(2, message().integer(1, size ?? -1))
  return message().bytes(1, message().bytes(7, dimensions))
}
