import { type Numeric, toTensor } from '@dlw/data'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { ensureBuilt } from '../loop/ensure-built.ts'
import { inOrder, isByName, partsOf } from './by-name.ts'
import { isStream, type LabelledData, type SampleWeight } from './labelled-data.ts'

/** Rows of which some are taken again and again: for folds. */
export interface HeldRows {
  /** How many there are. */
  count: number
  /** Some of the rows, under the names of a model like the first, as tensors that `dispose` disposes. */
  take(rows: ArrayLike<number>, model: LayersModel): LabelledData & { dispose(): void }
  dispose(): void
}

/** Makes tensors of rows, targets and weights, in the order of a model's inputs and outputs. */
export function holdRows(model: LayersModel, data: LabelledData, caller: string): HeldRows {
  if (isStream(data)) {
    throw new TypeError(`${caller}: expected rows in memory, received a stream. Folds take rows in any order.`)
  }
  ensureBuilt(model)
  const tensors: tf.Tensor[] = []
  const hold = (parts: readonly (Numeric | undefined)[]): (tf.Tensor | undefined)[] =>
    parts.map((part) => {
      if (part === undefined) return undefined
      const tensor = toTensor(part)
      tensors.push(tensor)
      return tensor
    })
  const { inputNames, outputNames, name } = model
  try {
    const x = hold(partsOf(data.x, { caller, what: 'x', names: inputNames, kind: 'input', model: name }))
    const output = { caller, names: outputNames, kind: 'output', model: name } as const
    const optional = outputNames.map(() => false)
    const y = hold(partsOf(data.y, { ...output, what: 'y' }, optional))
    const weights =
      data.sampleWeight === undefined
        ? undefined
        : hold(weightParts(data.sampleWeight, { ...output, what: 'sampleWeight' }, optional))
    const count = x[0]!.shape[0]!
    const wrong = tensors.find(({ shape }) => shape[0] !== count)
    if (wrong) {
      throw new RangeError(
        `${caller}: expected x and y of the same length, received ${count} rows of x and ${wrong.shape[0] ?? 0} of another. Give one target for each row.`,
      )
    }
    return {
      count,
      take(rows, { inputNames: inputs, outputNames: outputs }) {
        const taken: tf.Tensor[] = []
        const index = tf.tensor1d(Int32Array.from(rows), 'int32')
        const of = (held: readonly (tf.Tensor | undefined)[], names: readonly string[]): Record<string, tf.Tensor> => {
          const parts: Record<string, tf.Tensor> = {}
          for (const [at, tensor] of held.entries()) {
            if (!tensor) continue
            parts[names[at]!] = tf.gather(tensor, index)
            taken.push(parts[names[at]!]!)
          }
          return parts
        }
        const part = {
          x: of(x, inputs),
          y: of(y, outputs),
          ...(weights && { sampleWeight: of(weights, outputs) }),
        }
        index.dispose()
        return { ...part, dispose: () => tf.dispose(taken) }
      },
      dispose: () => tf.dispose(tensors),
    }
  } catch (error) {
    tf.dispose(tensors)
    throw error
  }
}

function weightParts(
  weight: SampleWeight,
  names: Parameters<typeof partsOf>[1],
  optional: readonly boolean[],
): (Numeric | undefined)[] {
  if (isByName<Numeric>(weight)) return inOrder(weight, names, optional)
  const isList = names.names.length > 1 && Array.isArray(weight) && typeof weight[0] !== 'number'
  return isList ? partsOf(weight as Numeric[], names) : names.names.map(() => weight as Numeric)
}
