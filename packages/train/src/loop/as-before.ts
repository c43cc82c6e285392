import { readWeights, writeWeights } from '@dlw/models/weights'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'

/** Runs something that trains a model, and puts the model and its optimizer back. */
export async function asBefore<Result>(model: LayersModel, body: () => Promise<Result>): Promise<Result> {
  if (!model.optimizer) return body()
  const weights = await readWeights(model)
  const state = await model.optimizer.getWeights()
  try {
    return await body()
  } finally {
    writeWeights(model, weights)
    await model.optimizer.setWeights(state)
    tf.dispose(state.map(({ tensor }) => tensor))
  }
}
