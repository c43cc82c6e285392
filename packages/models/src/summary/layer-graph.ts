import type { LayersModel, layers } from '@tensorflow/tfjs-layers'

type Node = layers.Layer['inboundNodes'][number]

/** Class names that TensorFlow.js writes differently from Keras 3. */
const kerasNames: Readonly<Record<string, string>> = { Model: 'Functional' }

/** The class name of a layer as Keras 3 prints it. */
export function kerasClassName(layer: layers.Layer): string {
  const name = layer.getClassName()
  return kerasNames[name] ?? name
}

/** Returns the nodes of a layer that belong to `model`; a shared layer has more. */
export function nodesOf(model: LayersModel): Set<Node> {
  return new Set(Object.values(model.nodesByDepth).flat())
}

/** Returns whether the model is a chain of layers, each used once and with one input. */
export function isSequential(model: LayersModel): boolean {
  if (model.getClassName() === 'Sequential') return true
  const levels = Object.values(model.nodesByDepth)
  if (levels.some((nodes) => nodes.length > 1 || nodes[0]!.inputTensors.length > 1)) return false
  const used = levels.map((nodes) => nodes[0]!.outboundLayer)
  return new Set(used).size === used.length
}

/** `layer[node][tensor]` for everything that flows into a layer within `model`; `-` for nothing. */
export function connectionsOf(layer: layers.Layer, model: LayersModel): string {
  const nodes = nodesOf(model)
  const sources = layer.inboundNodes
    .filter((node) => nodes.has(node))
    .flatMap((node) =>
      node.inboundLayers.map(
        (from, index) => `${from.name}[${callIndex(from, node.nodeIndices[index]!)}][${node.tensorIndices[index]}]`,
      ),
    )
  return sources.length > 0 ? sources.join(', ') : '-'
}

/** Returns the call of a layer that a node represents; the first node of a nested model is not a call. */
function callIndex(layer: layers.Layer, nodeIndex: number): number {
  return 'layers' in layer ? nodeIndex - 1 : nodeIndex
}

/** Output shape of a layer's latest use in Python's notation, such as `(None, 62, 62, 50)`; `?` before its first use. */
export function outputShapeOf(layer: layers.Layer): string {
  const shapes = layer.inboundNodes.at(-1)?.outputTensors.map(({ shape }) => formatShape(shape))
  if (!shapes) return '?'
  return shapes.length === 1 ? shapes[0]! : `[${shapes.join(', ')}]`
}

function formatShape(shape: readonly (number | null)[]): string {
  return `(${shape.map((size) => size ?? 'None').join(', ')})`
}
