import { setTimeout as pause } from 'node:timers/promises'
import type { EvaluateContext } from '../../src/tuner/run/study.ts'

/** What the tests of pruning search. */
export interface DecayValues {
  rate: number
  /** Whether to wait for the pruner's answer after each report. */
  waits: boolean
  /** How long an epoch takes. */
  milliseconds?: number
}

/** A loss that shrinks by `rate` in each epoch. */
export function evaluate(values: DecayValues, context: EvaluateContext): number | Promise<number> {
  return values.waits ? waiting(values, context) : hasty(values, context)
}

function hasty({ rate }: DecayValues, { epochs, report }: EvaluateContext): number {
  let loss = 1
  for (let epoch = 0; epoch < epochs; epoch++) {
    loss *= 1 - rate
    report(epoch, loss)
  }
  return loss
}

async function waiting({ rate, milliseconds }: DecayValues, { epochs, report }: EvaluateContext): Promise<number> {
  let loss = 1
  for (let epoch = 0; epoch < epochs; epoch++) {
    if (milliseconds) await pause(milliseconds)
    loss *= 1 - rate
    await report(epoch, loss)
  }
  return loss
}
