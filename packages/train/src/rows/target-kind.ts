import type * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Compilation } from '../compile/compilation.ts'
import type { Loss, Metric } from '../losses/loss.ts'
import { originOf } from '../losses/named.ts'

/** What targets a loss or a metric takes. */
type Takes = 'class numbers' | 'values' | 'anything'

/** What a loss or a metric takes: those of the package say it by their names, others take anything. */
function takes(body: Loss | Metric): Takes {
  const origin = originOf(body)
  if (!origin) return body.name.startsWith('sparse') ? 'class numbers' : 'anything'
  if (origin.of === 'accuracy' || origin.of === 'acc') return 'anything'
  return origin.of.startsWith('sparse') ? 'class numbers' : 'values'
}

/** What the targets of an output are. */
export interface TargetKind {
  takes: Takes
  /** Keras's name of the loss, where it is one of the package. */
  loss: string | undefined
  /** Whether the output needs no target. */
  isUnused: boolean
}

/** What the targets of each output are, by its loss, or where it has none by its metrics. */
export function targetKinds({ losses, metrics }: Compilation): TargetKind[] {
  return losses.map((loss, index) => {
    const deciding = loss ?? metrics[index]!.find((metric) => takes(metric) !== 'anything')
    return {
      takes: deciding ? takes(deciding) : 'anything',
      loss: loss && originOf(loss)?.of,
      isUnused: !loss && metrics[index]!.length === 0,
    }
  })
}

/** Whether a tensor's shape is that of a model's input or output, with any number of rows. */
export const fitsShapeOf = (own: readonly number[], shape: readonly (number | null)[]): boolean =>
  own.length === shape.length && shape.every((size, axis) => axis === 0 || size === null || size === own[axis])

/**
 * Throws where a metric does not take the targets that the loss does: class numbers with precision, one-hot rows with a
 * sparse accuracy.
 */
export function checkMetricTargets(
  model: LayersModel,
  { metrics }: Compilation,
  targets: readonly tf.Tensor[],
  caller: string,
): void {
  for (const [index, list] of metrics.entries()) {
    const output = model.outputs[index]!
    const target = targets[index]!
    // Class numbers, unless the output itself is one number.
    const isNumbers = target.rank < output.rank || (target.shape.at(-1) === 1 && output.shape.at(-1) !== 1)
    const fits = fitsShapeOf(target.shape, output.shape)
    for (const metric of list) {
      const wanted = takes(metric)
      if (wanted === 'values' && !fits && !isNumbers) {
        throw new TypeError(
          `${caller}: expected targets of the outputs' shape [${['rows', ...output.shape.slice(1)].join(', ')}] for the metric ${metric.name}, received [${target.shape.join(', ')}]. Leave the metric out, or write one that takes such targets.`,
        )
      }
      if (wanted === 'anything' || (wanted === 'class numbers') === isNumbers || output.shape.at(-1) === 1) continue
      const where = metrics.length > 1 ? ` of output ${model.outputNames[index]}` : ''
      throw new TypeError(
        isNumbers
          ? `${caller}: expected one-hot targets for the metric ${metric.name}${where}, received class numbers. One-hot encode y, or use ${withSparse(metric.name)}.`
          : `${caller}: expected class numbers for the metric ${metric.name}${where}, received one-hot targets. Use the metric without sparse in its name.`,
      )
    }
  }
}

const withSparse = (name: string): string =>
  /categorical_(accuracy|crossentropy)$/.test(name)
    ? `sparse_${name}, written ${camel(`sparse_${name}`)}`
    : "'accuracy'"

const camel = (name: string): string => name.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase())
