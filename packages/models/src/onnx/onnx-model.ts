import type { TypedArray } from '@tensorflow/tfjs-core'
import type { Dimension } from './dimension.ts'
import { bytes, float, integer, joined, type Message, message, string } from './protobuf.ts'

/** Version of ONNX's operators. */
export const opset = 18
/** Version of the file format. */
const irVersion = 8

/** Types of numbers in ONNX. */
export type OnnxType = 'float32' | 'int32' | 'int64' | 'bool'

const typeNumbers: Readonly<Record<OnnxType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9 }

/** Setting of a node: whole numbers, and floats that say so. */
export type Attribute = number | string | readonly number[] | { readonly float: number }

/** An operation. */
export interface OnnxNode {
  readonly name: string
  readonly operator: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Readonly<Record<string, Attribute>>
}

/** Numbers in the file. */
export interface OnnxTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly type: OnnxType
  readonly values: TypedArray | BigInt64Array
}

/** An input or output of the model. */
export interface OnnxValue {
  readonly name: string
  readonly type: OnnxType
  readonly shape: readonly Dimension[]
}

/** A model: its nodes in the order in which they can run. */
export interface OnnxModel {
  readonly name: string
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly nodes: readonly OnnxNode[]
  readonly tensors: readonly OnnxTensor[]
}

/**
 * Encodes a model as an ONNX file.
 *
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function encodeOnnx({ name, inputs, outputs, nodes, tensors }: OnnxModel): Uint8Array<ArrayBuffer> {
  return joined([
    integer(1, irVersion),
    string(2, 'dlw'),
    message(
      7,
      ...nodes.map(encodeNode),
      string(2, name),
      ...tensors.map(encodeTensor),
      ...inputs.map((value) => encodeValue(11, value)),
      ...outputs.map((value) => encodeValue(12, value)),
    ),
    message(8, string(1, ''), integer(2, opset)),
  ])
}

function encodeNode({ name, operator, inputs, outputs, attributes }: OnnxNode): Message {
  return message(
    1,
    ...inputs.map((one) => string(1, one)),
    ...outputs.map((one) => string(2, one)),
    string(3, name),
    string(4, operator),
    ...Object.entries(attributes).map(([key, value]) => encodeAttribute(key, value)),
  )
}

function encodeAttribute(name: string, value: Attribute): Message {
  const fields =
    typeof value === 'number'
      ? [integer(3, value), integer(20, 2)]
      : typeof value === 'string'
        ? [string(4, value), integer(20, 3)]
        : 'float' in value
          ? [float(2, value.float), integer(20, 1)]
          : [...value.map((one) => integer(8, one)), integer(20, 7)]
  return message(5, string(1, name), ...fields)
}

function encodeTensor({ name, shape, type, values }: OnnxTensor): Message {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const dimensions = shape.map((size) => integer(1, size))
  return message(5, ...dimensions, integer(2, typeNumbers[type]), string(8, name), bytes(9, raw))
}

function encodeValue(field: number, { name, type, shape }: OnnxValue): Message {
  const dimensions = shape.map((size) =>
    message(1, typeof size === 'number' ? integer(1, size) : string(2, size.rows === 1 ? 'rows' : `${size.rows}*rows`)),
  )
  const tensor = message(1, integer(1, typeNumbers[type]), message(2, ...dimensions))
  return message(field, string(1, name), message(2, tensor))
}
