import { toSvg } from '@dlw/viz'
import type { RunContext } from '../../episodes/src/run-context.ts'
import { whyThisBackend } from '../../episodes/src/why-this-backend.ts'
import type { Run } from '../src/lib/run-file.ts'

/** A run context that keeps what it is shown, by name. */
export interface RecordingContext {
  context: RunContext
  shown: Pick<Run, 'outputs' | 'figures' | 'curves'>
}

/**
 * Records outputs, figures and losses under their names; `<training>, validation` is the loss on validation data.
 * `onStep` hears the title of each step. The context throws when a name comes twice.
 */
export function recordingContext(onStep: (title: string) => void = () => {}): RecordingContext {
  const shown: RecordingContext['shown'] = { outputs: {}, figures: {}, curves: {} }
  const keep = <Value>(kind: keyof typeof shown, name: string, value: Value): Value => {
    if (Object.hasOwn(shown[kind], name))
      throw new Error(`record: expected each of the ${kind} to have a name of its own, received ${name} twice.`)
    Object.assign(shown[kind], { [name]: value })
    return value
  }
  const context: RunContext = {
    step: onStep,
    say() {},
    backend: (report) => void keep('outputs', 'backend', whyThisBackend(report)),
    print: (name, value) => void keep('outputs', name, String(value)),
    async figure(name, caption, draw) {
      keep('figures', name, { caption, svg: toSvg(draw()) })
    },
    training(name) {
      const losses = keep<number[]>('curves', name, [])
      let validation: number[] | undefined
      return {
        onEpochEnd(_epoch, logs) {
          losses.push(logs.loss!)
          if (logs.val_loss === undefined) return
          validation ??= keep<number[]>('curves', `${name}, validation`, [])
          validation.push(logs.val_loss)
        },
      }
    },
  }
  return { context, shown }
}
