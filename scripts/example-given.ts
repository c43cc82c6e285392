import { type BackendReport, useBackend } from '@dlw/backend'
import { loadPenguins, oneHot, standardScaler, trainTestSplit } from '@dlw/data'
import { denseNetwork } from '@dlw/models'
import { compile } from '@dlw/train'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** Rows of four standardised measurements `x`, and one-hot species `y`. */
export interface ExampleRows {
  x: number[][]
  y: number[][]
}

declare global {
  /** A compiled network that is not trained yet: four inputs, three species. */
  const model: LayersModel
  /** Builds another one. */
  const build: () => LayersModel
  /** Penguins to train on. */
  const train: ExampleRows
  /** Penguins to choose by. */
  const validation: ExampleRows
}

/** Every example runs on the cpu backend unless it chooses another. */
export const useCpu = (): Promise<BackendReport> => useBackend({ prefer: 'cpu' })

/**
 * What an example may use without defining it, by name: a function that makes the value. The example runner copies this
 * file beside the examples, from where it finds all packages.
 */
export const given: Readonly<Record<string, () => unknown>> = {
  model: buildNetwork,
  build: () => buildNetwork,
  train: () => split().train,
  validation: () => split().test,
}

function buildNetwork(): LayersModel {
  const network = denseNetwork({ inputs: 4, hidden: [10], outputs: 3, outputActivation: 'softmax', seed: 0 })
  compile(network, { optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'], learningRate: 0.01 })
  return network
}

let known: { train: ExampleRows; test: ExampleRows } | undefined

function split() {
  if (known) return known
  const penguins = loadPenguins().drop('island', 'sex').dropMissing()
  const x = standardScaler().fitTransform(penguins.drop('species')).toArray() as number[][]
  const y = oneHot(penguins.labels('species')).values
  known = trainTestSplit({ x, y }, { testSize: 0.25, seed: 0, stratify: y })
  return known
}
