import { createRandom } from '@dlw/data'
import { convolutionalNetwork, denseNetwork } from '@dlw/models'
import type { LayersModel } from '@tensorflow/tfjs-layers'

type Rows = { readonly shape: number[]; readonly data: Float32Array }

/** A network of the lesson, and as many rows as it trains on; the numbers are random, as time does not depend on them. */
export type Network = {
  readonly build: () => LayersModel
  readonly loss: 'categoricalCrossentropy' | 'meanSquaredError'
  /** How many rows, and the shapes of one of them. */
  readonly rows: number
  readonly inputs: readonly number[]
  readonly outputs: number
}

/** What is trained: the same weights and rows each time and on every backend. */
export const networks: Readonly<Record<'penguins' | 'weather' | 'images', Network>> = {
  penguins: {
    build: () => denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax' }),
    loss: 'categoricalCrossentropy',
    rows: 288,
    inputs: [4],
    outputs: 3,
  },
  weather: {
    build: () => denseNetwork({ inputs: 89, hidden: [100, 50], outputs: 1 }),
    loss: 'meanSquaredError',
    rows: 768,
    inputs: [89],
    outputs: 1,
  },
  images: {
    build: () =>
      convolutionalNetwork({
        inputs: [64, 64, 3],
        blocks: [{ filters: 50 }, { filters: 50 }, { filters: 50 }],
        hidden: [50],
        outputs: 10,
        outputActivation: 'softmax',
      }),
    loss: 'categoricalCrossentropy',
    rows: 878,
    inputs: [64, 64, 3],
    outputs: 10,
  },
}

/** The first rows of a network: numbers between 0 and 1, and one-hot labels; with a single output, every label is 1. */
export function randomRows({ inputs, outputs, rows: all }: Network, rows: number = all): { x: Rows; y: Rows } {
  const random = createRandom(0)
  const size = inputs.reduce((product, length) => product * length, rows)
  const label = (index: number) => Number(Math.floor(index / outputs) % outputs === index % outputs)
  return {
    x: { shape: [rows, ...inputs], data: Float32Array.from({ length: size }, () => random.uniform()) },
    y: { shape: [rows, outputs], data: Float32Array.from({ length: rows * outputs }, (_, index) => label(index)) },
  }
}
