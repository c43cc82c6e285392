import type { Random } from '@dlw/data'
import type { Parameter, ParameterValue, SearchSpace, Values } from '../space/parameter.ts'
import { isContinuous, parameterValues, positionOf, valueAt } from '../space/parameter-values.ts'
import { chooseValues } from '../space/search-space.ts'
import { normalMass } from './normal-mass.ts'

/** A density over a space, estimated from trials. */
export interface ParzenEstimator {
  sample(random: Random): Values
  logDensity(values: Values): number
}

/** One parameter of the estimate: a kernel for each trial, and a last one that stands for what is known before. */
interface Axis {
  sample(kernel: number, random: Random): ParameterValue
  /** Adds the logarithm of each kernel's density at a value. */
  addLogDensity(value: ParameterValue, sums: Float64Array): void
}

/**
 * Estimates where trials lie: a mixture with a kernel for each of them, in all parameters at once, and one kernel as
 * wide as the space. Recent trials count more than those before the latest 25.
 *
 * A trial that lacks a parameter says nothing about it: its kernel is as wide as the parameter.
 *
 * @see Bergstra et al., Algorithms for Hyper-Parameter Optimization (2011); bandwidths as in Optuna's `TPESampler` with
 * `multivariate=True`.
 */
export function parzenEstimator(space: SearchSpace, trials: readonly Values[]): ParzenEstimator {
  const axes = new Map(
    Object.entries(space).flatMap(([name, parameter]) =>
      parameter.kind === 'fixed'
        ? []
        : [
            [
              name,
              axisOf(
                parameter,
                trials.map((values) => values[name]),
              ),
            ] as const,
          ],
    ),
  )
  const weights = kernelWeights(trials.length)
  const logWeights = weights.map(Math.log)
  return {
    sample(random) {
      const kernel = pick(weights, random)
      return chooseValues(space, (parameter, name) =>
        parameter.kind === 'fixed' ? parameter.value : axes.get(name)!.sample(kernel, random),
      )
    },
    logDensity(values) {
      const sums = Float64Array.from(logWeights)
      for (const [name, axis] of axes) if (values[name] !== undefined) axis.addLogDensity(values[name], sums)
      return logSumExp(sums)
    },
  }
}

function axisOf(parameter: Exclude<Parameter, { kind: 'fixed' }>, observed: (ParameterValue | undefined)[]): Axis {
  return parameter.kind === 'choice' || parameter.kind === 'boolean'
    ? categoricalAxis(parameter, observed)
    : numericAxis(parameter, observed)
}

function categoricalAxis(parameter: Parameter, observed: (ParameterValue | undefined)[]): Axis {
  const options = parameterValues(parameter)
  const prior = 1 / (observed.length + 1)
  const total = 1 + options.length * prior
  const known = [...observed, undefined]
  const logHit = Math.log((1 + prior) / total)
  const logMiss = Math.log(prior / total)
  const logPrior = -Math.log(options.length)
  return {
    sample(kernel, random) {
      const value = known[kernel]
      const isDrawnAnew = value === undefined || random.uniform() >= 1 / total
      return isDrawnAnew ? options[random.integer(0, options.length)]! : value
    },
    addLogDensity(value, sums) {
      for (let kernel = 0; kernel < sums.length; kernel++) {
        const centre = known[kernel]
        sums[kernel]! += centre === undefined ? logPrior : centre === value ? logHit : logMiss
      }
    },
  }
}

function numericAxis(parameter: Parameter, observed: (ParameterValue | undefined)[]): Axis {
  const centres = new Float64Array(observed.length + 1).fill(0.5)
  const widths = new Float64Array(observed.length + 1).fill(1)
  const present = observed.flatMap((value, kernel) => (value === undefined ? [] : [kernel]))
  for (const kernel of present) centres[kernel] = positionOf(parameter, observed[kernel]!)
  setWidths(centres, widths, present)
  const logNorms = centres.map((centre, kernel) => {
    const width = widths[kernel]!
    return Math.log(normalMass(-centre / width, (1 - centre) / width))
  })
  const isOpen = isContinuous(parameter)
  const half = isOpen ? 0 : 0.5 / parameterValues({ ...parameter, default: valueAt(parameter, 0) } as Parameter).length
  const logRoot = Math.log(2 * Math.PI) / 2
  return {
    sample(kernel, random) {
      // At least a third of the draws lie within the range.
      for (;;) {
        const position = random.normal(centres[kernel]!, widths[kernel]!)
        if (position >= 0 && position < 1) return valueAt(parameter, position)
      }
    },
    addLogDensity(value, sums) {
      const position = positionOf(parameter, value)
      for (let kernel = 0; kernel < sums.length; kernel++) {
        const width = widths[kernel]!
        const distance = (position - centres[kernel]!) / width
        sums[kernel]! -= logNorms[kernel]!
        sums[kernel]! += isOpen
          ? -(distance ** 2) / 2 - Math.log(width) - logRoot
          : Math.log(Math.max(1e-300, normalMass(distance - half / width, distance + half / width)))
      }
    },
  }
}

/** The width of a kernel is the greater distance to a neighbour, within bounds; the ends of the range do not count. */
function setWidths(centres: Float64Array, widths: Float64Array, present: readonly number[]): void {
  const order = present.toSorted((a, b) => centres[a]! - centres[b]!)
  const least = 1 / Math.min(100, 2 + order.length)
  for (const [place, kernel] of order.entries()) {
    const centre = centres[kernel]!
    const isAlone = order.length === 1
    const before = place > 0 ? centre - centres[order[place - 1]!]! : isAlone ? centre : 0
    const after = place < order.length - 1 ? centres[order[place + 1]!]! - centre : isAlone ? 1 - centre : 0
    widths[kernel] = Math.min(1, Math.max(least, before, after))
  }
}

/** The weights of the kernels of so many trials, the oldest first, and of the one as wide as the space. */
function kernelWeights(count: number): Float64Array {
  const recent = 25
  const ramp = count - recent
  const weights = Float64Array.from({ length: count + 1 }, (_, index) =>
    index >= ramp ? 1 : 1 / count + (ramp > 1 ? ((1 - 1 / count) * index) / (ramp - 1) : 0),
  )
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

function pick(weights: Float64Array, random: Random): number {
  let rest = random.uniform()
  for (let index = 0; index < weights.length - 1; index++) {
    rest -= weights[index]!
    if (rest < 0) return index
  }
  return weights.length - 1
}

function logSumExp(values: Float64Array): number {
  const peak = values.reduce((a, b) => Math.max(a, b), -Infinity)
  return peak + Math.log(values.reduce((sum, value) => sum + Math.exp(value - peak), 0))
}
