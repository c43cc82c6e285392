import { classificationReport, confusionMatrix, predict } from '@dlw/train'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Prepared } from './data.ts'

/** Predicts images the network was not trained on, and compares the classes with the truth. */
export async function evaluate(model: LayersModel, { x, y }: Prepared['test'], classes: string[]) {
  const probabilities = await predict(model, x)
  const truth = Array.from(y, (label) => classes[label]!)
  const predictions = probabilities.map((row) => classes[row.indexOf(Math.max(...row))]!)
  return {
    truth,
    predictions,
    losses: probabilities.map((row, image) => -Math.log(Math.max(row[y[image]!]!, 1e-7))),
    matrix: confusionMatrix(truth, predictions, { classes }),
    report: classificationReport(truth, predictions),
  }
}

export type Evaluation = Awaited<ReturnType<typeof evaluate>>
