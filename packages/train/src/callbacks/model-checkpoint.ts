import { saveWeights } from '@dlw/models/weights'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import type { Callback } from '../loop/callback.ts'
import { betterThan, checkMonitor, type Mode } from './direction.ts'
import { pathTemplate } from './path-template.ts'

/** Options of {@link modelCheckpoint}. */
export interface ModelCheckpointOptions {
  /** Writes a model to a path. Defaults to {@link saveWeights}; give `saveModel` of `@dlw/models` for whole models. */
  save?: (model: LayersModel, path: string) => Promise<unknown>
  /** Whether to save only after an epoch better than all before. Defaults to false. */
  bestOnly?: boolean
  /** What better means. Defaults to `'val_loss'`. */
  monitor?: string
  /** Which values are better. Defaults to `'auto'`: larger for accuracies, smaller for losses. */
  mode?: Mode
  /** What the first value must beat, for going on with an earlier training. Defaults to none. */
  initialThreshold?: number
}

/**
 * Saves a model after each epoch, or after each that is the best so far.
 *
 * @param path Where to; `{epoch}`, counted from 1, and values may stand in it in Python's format for numbers:
 * `'{epoch:02d}-{val_loss:.2f}.safetensors'`, `{val_accuracy:.1%}`, `{loss:.3e}`. `{{` and `}}` are braces.
 * @throws RangeError for a format that Python does not have; at the start of a training that does not log `monitor`, or
 * when `path` names a value that is not logged; Error with the cause when a file cannot be written.
 * @see Keras `callbacks.ModelCheckpoint`
 * @example
 * ```ts
 * import { loadWeights } from '@dlw/models'
 * import { evaluate, fit, modelCheckpoint } from '@dlw/train'
 *
 * const best = modelCheckpoint('best.safetensors', { bestOnly: true, monitor: 'val_loss' })
 * const { metrics } = await fit(model, train, { epochs: 5, seed: 0, validation, callbacks: [best] })
 *
 * const again = build()
 * await loadWeights(again, 'best.safetensors')
 * const { loss } = await evaluate(again, validation)
 * console.log(Math.abs(loss! - Math.min(...metrics.val_loss!)) < 1e-6) // → true
 * ```
 */
export function modelCheckpoint(
  path: string,
  {
    save = saveWeights,
    bestOnly = false,
    monitor = 'val_loss',
    mode = 'auto',
    initialThreshold,
  }: ModelCheckpointOptions = {},
): Callback {
  const better = bestOnly ? betterThan('modelCheckpoint', { monitor, mode, minDelta: 0 }) : undefined
  const fill = pathTemplate(path)
  let best: number | undefined
  return {
    onTrainBegin(training) {
      if (bestOnly) checkMonitor('modelCheckpoint', monitor, training)
      best = initialThreshold
    },
    state: () => ({ best }),
    restore(state) {
      best = state.best as number | undefined
    },
    async onEpochEnd(epoch, logs, { model }) {
      if (better) {
        if (!better(logs[monitor]!, best)) return
        best = logs[monitor]
      }
      await save(model, fill({ ...logs, epoch: epoch + 1 }))
    },
  }
}
