import type { Parameter, ParameterValue, Range } from './parameter.ts'

/** Off the floating point's last digits: 0.30000000000000004 is 0.3. */
const clean = (value: number): number => Number(value.toPrecision(15))

/** How many values a range with a step has. */
function stepCount({ min, max, sampling }: Range, step: number): number {
  const steps = sampling === 'linear' ? (max - min) / step : Math.log(max / min) / Math.log(step)
  return Math.floor(steps + 1e-8) + 1
}

/** The value number `index` of a range with a step; those of `reverseLog` run downwards from `max`. */
function stepValue({ kind, min, max, sampling }: Range, step: number, index: number): number {
  const up = sampling === 'linear' ? min + index * step : min * step ** index
  const value = clean(sampling === 'reverseLog' ? max + min - up : up)
  return kind === 'integer' ? Math.round(value) : value
}

/** The value of a range at a share of it, 0 for `min` and 1 for `max`. */
function shareValue({ kind, min, max, sampling }: Range, share: number): number {
  if (kind === 'integer') {
    // Every whole number gets a share of its own: the range is half a unit wider on both sides.
    const wide = { kind: 'decimal', min: min - 0.5, max: max + 0.5, sampling, default: min } as const
    return Math.min(max, Math.max(min, Math.round(shareValue(wide, share))))
  }
  const log = (at: number): number => min * (max / min) ** at
  const value = {
    linear: () => min + share * (max - min),
    log: () => log(share),
    reverseLog: () => max + min - log(1 - share),
  }
  return Math.min(max, Math.max(min, value[sampling]()))
}

function shareOf(range: Range, value: number): number {
  const { kind, sampling } = range
  const [min, max] = kind === 'integer' ? [range.min - 0.5, range.max + 0.5] : [range.min, range.max]
  if (min === max) return 0.5
  const log = (at: number): number => Math.log(at / min) / Math.log(max / min)
  const share = {
    linear: () => (value - min) / (max - min),
    log: () => log(value),
    reverseLog: () => 1 - log(max + min - value),
  }
  return share[sampling]()
}

/**
 * The values a grid visits, in order and the default first. A range without a step gives ten, evenly spread over its
 * sampling, beside its default.
 */
export function parameterValues(parameter: Parameter): readonly ParameterValue[] {
  if (parameter.kind === 'fixed') return [parameter.value]
  return [...new Set<ParameterValue>([parameter.default, ...listedValues(parameter)])]
}

function listedValues(parameter: Exclude<Parameter, { kind: 'fixed' }>): readonly ParameterValue[] {
  if (parameter.kind === 'choice') return parameter.values
  if (parameter.kind === 'boolean') return [false, true]
  const { step } = parameter
  if (step === undefined) return Array.from({ length: 10 }, (_, tenth) => shareValue(parameter, tenth / 10 + 0.05))
  return Array.from({ length: stepCount(parameter, step) }, (_, index) => stepValue(parameter, step, index))
}

/** The value at a position in [0, 1): the inverse of {@link positionOf}. */
export function valueAt(parameter: Parameter, position: number): ParameterValue {
  if (parameter.kind === 'fixed') return parameter.value
  if (isContinuous(parameter)) return shareValue(parameter, position)
  if (parameter.kind !== 'choice' && parameter.kind !== 'boolean') {
    const count = stepCount(parameter, parameter.step!)
    return stepValue(parameter, parameter.step!, Math.min(count - 1, Math.floor(position * count)))
  }
  const values = listedValues(parameter)
  return values[Math.min(values.length - 1, Math.floor(position * values.length))]!
}

/** Where a value lies in [0, 1]: for listed values, the middle of its share. */
export function positionOf(parameter: Parameter, value: ParameterValue): number {
  if (parameter.kind === 'fixed') return 0.5
  if (isContinuous(parameter)) return shareOf(parameter, value as number)
  const values = listedValues(parameter)
  const exact = values.indexOf(value)
  // A default need not lie on the steps: then the nearest value counts.
  const distances = values.map((other) => Math.abs(Number(other) - Number(value)))
  const index = exact >= 0 ? exact : distances.indexOf(Math.min(...distances))
  return (index + 0.5) / values.length
}

/** Whether a parameter is a range without a step, with more values than can be listed. */
export function isContinuous(parameter: Parameter): parameter is Range & { readonly step?: never } {
  return (parameter.kind === 'decimal' || parameter.kind === 'integer') && parameter.step === undefined
}
