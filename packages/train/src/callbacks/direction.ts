import type { Training } from '../loop/callback.ts'

/** Which values of a metric are better; `auto` knows the metrics of Keras. */
export type Mode = 'auto' | 'max' | 'min'

const larger = [
  /acc(uracy)?$/,
  /auc$/,
  /^(precision|recall)/,
  // After the name of an output: kind_precision.
  /_(precision|recall)$/,
  /(_at_)/,
  /f(1|beta)_score$/,
  /r2_score$/,
  /io_?u$/,
  /_correlation$/,
  /(^|_)cosine_similarity$/,
]
const smaller = [
  /loss$/,
  /_error$/,
  /crossentropy$/,
  /hinge$/,
  /(^|_)(mse|mae|mape|msle|rmse)$/,
  /log_?cosh$/,
  /(^|_)kl_divergence$/,
  /(^|_)poisson$/,
  /(^|_)huber$/,
]

/** Whether larger (1) or smaller (−1) values of a metric are better; undefined when its name does not tell. */
export function directionOf(monitor: string): 1 | -1 | undefined {
  const name = monitor.replace(/^val_/, '').replace(/_\d+$/, '')
  if (larger.some((pattern) => pattern.test(name))) return 1
  return smaller.some((pattern) => pattern.test(name)) ? -1 : undefined
}

/** A function that tells whether a value is better than another by more than `minDelta`; never true for NaN. */
export function betterThan(
  caller: string,
  { monitor, mode, minDelta }: { monitor: string; mode: Mode; minDelta: number },
): (value: number, best: number | undefined) => boolean {
  const direction = mode === 'auto' ? directionOf(monitor) : mode === 'max' ? 1 : mode === 'min' ? -1 : undefined
  if (direction === undefined) {
    throw new RangeError(
      `${caller}: expected a metric whose direction is known, or mode 'max' or 'min', received monitor=${monitor} with mode=${mode}. Say which values are better.`,
    )
  }
  const delta = Math.abs(minDelta)
  return (value, best) =>
    best === undefined || Number.isNaN(best) ? !Number.isNaN(value) : direction * value - delta > direction * best
}

/** Throws unless the training logs a metric of that name. */
export function checkMonitor(caller: string, monitor: string, { logNames }: Training): void {
  if (logNames.includes(monitor)) return
  throw new RangeError(
    `${caller}: expected monitor to be one of ${logNames.join(', ')}, received monitor=${monitor}. Names that begin with val_ need validation data.`,
  )
}
