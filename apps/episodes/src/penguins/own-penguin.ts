import type { Scaler, Table } from '@dlw/data'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** All that a page needs to compute the species of a penguin: the measurements that go in, the weights, the species. */
export interface OwnPenguin {
  /** Each measurement with its range and median among the birds, and how it is standardised. */
  inputs: { name: string; least: number; most: number; median: number; offset: number; scale: number }[]
  /** The weights of each dense layer: inputs × units, row by row, and one bias for each unit. ReLU between them. */
  layers: { kernel: number[]; bias: number[] }[]
  classes: string[]
}

/** Describes a network trained on standardised measurements so that it can be computed without TensorFlow.js. */
export function ownPenguin(model: LayersModel, scaler: Scaler, complete: Table, classes: string[]): OwnPenguin {
  const { offset, scale } = scaler.scaling
  const numbers = model.getWeights().map((weight) => [...weight.dataSync()])
  return {
    inputs: complete.drop('species').columns.map((name, column) => {
      const sorted = complete.numbers(name).toSorted()
      return {
        name: name.replaceAll('_', ' '),
        least: sorted[0]!,
        most: sorted.at(-1)!,
        median: sorted[sorted.length >> 1]!,
        offset: offset[column]!,
        scale: scale[column]!,
      }
    }),
    layers: numbers.flatMap((kernel, index) => (index % 2 === 0 ? [{ kernel, bias: numbers[index + 1]! }] : [])),
    classes,
  }
}
