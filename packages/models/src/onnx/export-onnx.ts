import { rejectUnknownOptions } from '@dlw/data/arguments'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { LayerOfLayers } from '../layers/core/inner-layers.ts'
import { namedWeights } from '../weights/named-weights.ts'
import { rowsOfTraces } from './dimension.ts'
import { mergeTraces, type Program, type Traced } from './merge-traces.ts'
import { encodeOnnx, type OnnxType } from './onnx-model.ts'
import { disposeConstants, type Trace, tracePrediction } from './trace.ts'
import { writeProgram } from './write-program.ts'

/** Options of {@link exportOnnx}. */
export interface ExportOnnxOptions {
  /**
   * Shape of the input without its rows, such as `[224, 224, 3]`, or a list with one for each input. Defaults to the
   * shapes of the model; needed where they leave a length open.
   */
  inputShape?: readonly number[] | readonly (readonly number[])[]
}

/**
 * Converts a model to an ONNX file (operator set 18), which ONNX Runtime, OpenCV, Core ML Tools, TensorRT and many
 * other programs run: in Python, C++, Java, C#, on telephones and in browsers.
 *
 * The file computes what `model.predict` computes, for any number of rows. Its inputs and outputs have the shapes and
 * the order of axes of the model, `[rows, height, width, channels]` for images, and the names of its layers. Recurrent
 * layers are unrolled: give sequences a length. The function predicts twice to see what the layers compute, so layers of
 * your own are exported, too.
 *
 * @param model The model; it need not be compiled.
 * @returns The bytes of the file.
 * @throws Error if a layer cannot be exported, such as a lookup of words; the message names it by its path. RangeError
 * if the length of an input is not known.
 * @see PyTorch: `torch.onnx.export()`; tf2onnx
 * @example
 * ```ts
 * import { exportOnnx } from '@dlw/models/onnx'
 * import { writeFile } from 'node:fs/promises'
 *
 * const bytes = await exportOnnx(model)
 * await writeFile('penguins.onnx', bytes) // in Python: onnxruntime.InferenceSession('penguins.onnx')
 * console.log(bytes.length > 4 * model.countParams()) // → true
 * ```
 */
export async function exportOnnx(
  model: LayersModel,
  options: ExportOnnxOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  rejectUnknownOptions('exportOnnx', options, ['inputShape'])
  const shapes = inputShapes(model, options)
  expectStateless(model)
  await tf.ready()
  const { program, names } = await programOf(model, shapes)
  const { nodes, tensors } = writeProgram(program, names, refuse)
  const value = ({ shape, dtype }: Traced, name: string) => ({ name, shape, type: dtype as OnnxType })
  const numbers = tensors.reduce((sum, { values }) => sum + values.byteLength, 0)
  if (numbers > 2 ** 31 - 2 ** 24) {
    throw new RangeError(
      `exportOnnx: expected a model of less than 2 GB, which is the most that an ONNX file can hold, received ${numbers} bytes of weights. Export it in two parts.`,
    )
  }
  return encodeOnnx({
    name: model.name,
    nodes,
    tensors,
    inputs: program.inputs.map((input, index) => value(input, names.inputs[index]!)),
    outputs: program.outputs.map((output, index) => value(output, names.outputs[index]!)),
  })
}

function refuse(path: string, what: string): Error {
  return new Error(
    `exportOnnx: expected layers that ONNX can compute, received layer=${path}, which ${what}. Export the model without it, and compute it before or after.`,
  )
}

/** Names of the inputs and outputs: those of the layers they come from. */
interface EndNames {
  inputs: string[]
  outputs: string[]
}

/** Predicts on zeros, for two numbers of rows. */
async function programOf(
  model: LayersModel,
  shapes: readonly (readonly number[])[],
): Promise<{ program: Program; names: EndNames }> {
  const names = new Map<tf.Tensor, string>()
  for (const [name, weight] of namedWeights(model)) names.set(weight.read(), name)
  const traces: Trace[] = []
  let program: Program
  try {
    for (const rows of rowsOfTraces) traces.push(traceOnZeros(model, shapes, { rows, names }))
    program = await mergeTraces(traces[0]!, traces[1]!, refuse)
  } finally {
    for (const { constants } of traces) disposeConstants(constants)
  }
  const taken = new Map<string, number>()
  const unique = ({ sourceLayer: { name } }: LayersModel['inputs'][number]): string => {
    const times = taken.get(name) ?? 0
    taken.set(name, times + 1)
    return times === 0 ? name : `${name}_${times}`
  }
  return { program, names: { inputs: model.inputs.map(unique), outputs: model.outputs.map(unique) } }
}

function traceOnZeros(
  model: LayersModel,
  shapes: readonly (readonly number[])[],
  { rows, names }: { rows: number; names: ReadonlyMap<tf.Tensor, string> },
): Trace {
  const inputs = shapes.map((shape, index) => {
    const { shape: own, dtype } = model.inputs[index]!
    return tf.zeros([own[0] ?? rows, ...shape], dtype)
  })
  try {
    return tracePrediction(model, inputs, names, refuse)
  } finally {
    tf.dispose(inputs)
  }
}

function inputShapes(model: LayersModel, { inputShape }: ExportOnnxOptions): number[][] {
  const given = inputShape && (Array.isArray(inputShape[0]) ? inputShape : [inputShape])
  return model.inputs.map(({ shape, dtype, name }, index) => {
    const own = shape.slice(1)
    const chosen = (given ? given[index] : own) as number[] | undefined
    const fits = chosen?.length === own.length && own.every((size, axis) => size === null || size === chosen[axis])
    if (!fits || !chosen.every((size) => Number.isInteger(size) && size > 0)) {
      throw new RangeError(
        `exportOnnx: expected the shape of each input without its rows, received inputShape=${JSON.stringify(inputShape)} for the input ${name} of shape [${own.map((size) => size ?? 'any')}]. Give the lengths that are open, such as inputShape: [${own.map((size) => size ?? 20)}].`,
      )
    }
    if (dtype === 'string') throw refuse(`${model.name}/${name}`, 'takes strings')
    return chosen
  })
}

function expectStateless(model: LayersModel): void {
  const visit = (layer: layers.Layer, path: string): void => {
    if (layer.stateful && !('layers' in layer)) throw refuse(path, 'remembers its state from call to call')
    const inner = layer instanceof LayerOfLayers ? layer.innerLayers().map(([, one]) => one) : []
    const nested = 'layers' in layer ? (layer.layers as layers.Layer[]) : []
    for (const one of [...inner, ...nested]) visit(one, `${path}/${one.name}`)
  }
  for (const layer of model.layers) visit(layer, `${model.name}/${layer.name}`)
}
