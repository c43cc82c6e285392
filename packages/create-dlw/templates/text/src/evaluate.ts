import { classificationReport, confusionMatrix, predictClasses } from '@dlw/train'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Prepared } from './data.ts'

/** Predicts the topics of messages the network was not trained on, and compares them with the truth. */
export async function evaluate(model: LayersModel, { x, y }: Prepared['test'], classes: string[]) {
  const truth = y.map((row) => classes[row.indexOf(1)]!)
  const predicted = await predictClasses(model, x, { classes })
  return {
    matrix: confusionMatrix(truth, predicted, { classes }),
    report: classificationReport(truth, predicted),
  }
}

export type Evaluation = Awaited<ReturnType<typeof evaluate>>
