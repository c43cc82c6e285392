import type { Network } from '../live/messages.ts'

/** The probability of each class for a row of measurements: the whole network, in one function. */
export function classify({ inputs, layers }: Network, measurements: readonly number[]): number[] {
  let values = inputs.map(({ offset, scale }, input) => (measurements[input]! - offset) / scale)
  for (const [index, { kernel, bias }] of layers.entries()) {
    const sums = bias.map((start, unit) =>
      values.reduce((sum, value, input) => sum + value * kernel[input * bias.length + unit]!, start),
    )
    values = index < layers.length - 1 ? sums.map((sum) => Math.max(0, sum)) : softmax(sums)
  }
  return values
}

function softmax(values: readonly number[]): number[] {
  const largest = values.reduce((most, value) => Math.max(most, value))
  const powers = values.map((value) => Math.exp(value - largest))
  const total = powers.reduce((sum, power) => sum + power)
  return powers.map((power) => power / total)
}
