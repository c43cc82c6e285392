import { classificationReport, confusionMatrix, predictClasses } from '@dlw/train'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Prepared } from './data.ts'

/** Predicts the classes of rows the network was not trained on, and compares them with the truth. */
export async function evaluate(model: LayersModel, rows: Prepared['test'], classes: string[]) {
  const truth = rows.y.map((row) => classes[row.indexOf(1)]!)
  const predicted = await predictClasses(model, rows.x, { classes })
  return {
    matrix: confusionMatrix(truth, predicted, { classes }),
    report: classificationReport(truth, predicted),
  }
}

export type Evaluation = Awaited<ReturnType<typeof evaluate>>
