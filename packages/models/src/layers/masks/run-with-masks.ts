import * as tf from '@tensorflow/tfjs-core'
import type { layers } from '@tensorflow/tfjs-layers'
import { maskOf, setMask } from './mask-of.ts'

interface Graph {
  inputs: readonly { id: number }[]
  outputs: readonly { id: number }[]
  nodesByDepth: Readonly<Record<string, layers.Layer['inboundNodes']>>
}

/** Calls a nested model so that the masks of its outputs outlive the call, unlike in TensorFlow.js. */
export function runWithMasks(
  layer: layers.Layer,
  inputs: readonly tf.Tensor[],
  kwargs: Record<string, unknown>,
): tf.Tensor | tf.Tensor[] {
  const graph = ((layer as unknown as { model?: Graph }).model ?? layer) as Graph
  let kept!: { outputs: tf.Tensor[]; masks: (tf.Tensor | undefined)[] }
  tf.tidy(() => {
    const values = new Map<number, tf.Tensor>(graph.inputs.map(({ id }, index) => [id, inputs[index]!]))
    const depths = Object.keys(graph.nodesByDepth)
      .map(Number)
      .sort((a, b) => b - a)
    for (const node of depths.flatMap((depth) => graph.nodesByDepth[depth]!)) {
      if (node.inboundLayers.length === 0) continue
      const given = node.inputTensors.map(({ id }) => values.get(id)!)
      const outputs = [node.outboundLayer.apply(given.length === 1 ? given[0]! : given, kwargs)].flat() as tf.Tensor[]
      for (const [index, { id }] of node.outputTensors.entries()) values.set(id, outputs[index]!)
    }
    const outputs = graph.outputs.map(({ id }) => values.get(id)!)
    kept = { outputs, masks: outputs.map(maskOf) }
    return [...outputs, ...kept.masks.filter((mask) => mask !== undefined)]
  })
  for (const [index, output] of kept.outputs.entries()) setMask(output, kept.masks[index])
  return kept.outputs.length === 1 ? kept.outputs[0]! : kept.outputs
}
