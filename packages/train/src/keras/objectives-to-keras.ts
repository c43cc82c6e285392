import type { Loss, Metric } from '../losses/loss.ts'
import { originOf } from '../losses/named.ts'
import { kerasObject, snakeCase } from './names.ts'

/** Settings that Keras calls something else, by metric. */
export const metricSettings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  auc: { thresholds: 'num_thresholds' },
  precision: { threshold: 'thresholds' },
  recall: { threshold: 'thresholds' },
}
/** Classes whose names do not follow from the function's. */
const classNames: Readonly<Record<string, string>> = { auc: 'AUC', f1_score: 'F1Score' }

/** Describes a loss: by its name, or as an object where it has settings. */
export function lossToKeras(loss: Loss): unknown {
  return toKeras('loss', loss)
}

/** Describes a metric: by its name, or as an object where it has settings or is shown under another name. */
export function metricToKeras(metric: Metric): unknown {
  return toKeras('metric', metric)
}

function toKeras(kind: 'loss' | 'metric', body: Loss | Metric): unknown {
  const { name } = body
  const origin = originOf(body)
  if (!origin) {
    throw new TypeError(
      `kerasCompilation: expected a ${kind} of @dlw/train, received the function ${name || '(without a name)'}, which no file can hold. Save the model without its compilation.`,
    )
  }
  const { of, settings } = origin
  const config = Object.entries(settings).map(([key, value]) => [metricSettings[of]?.[key] ?? snakeCase(key), value])
  if (config.length === 0 && of === name) return name
  const className = of.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
  return kerasObject(kind === 'loss' ? 'keras.losses' : 'keras.metrics', classNames[of] ?? className, {
    name,
    ...Object.fromEntries(config),
  })
}
