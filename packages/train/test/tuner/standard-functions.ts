import { decimal } from '../../src/tuner/space/decimal.ts'
import type { SearchSpace } from '../../src/tuner/space/parameter.ts'

/** A function whose minimum is known, with the bounds of each dimension. */
export interface StandardFunction {
  bounds: readonly (readonly [number, number])[]
  minimum: number
  value(x: readonly number[]): number
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const mean = (values: readonly number[]): number => sum(values) / values.length
const box = (low: number, high: number, size: number): [number, number][] =>
  Array.from({ length: size }, () => [low, high])

const steepness = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
]
const places = [
  [1312, 1696, 5569, 124, 8283, 5886],
  [2329, 4135, 8307, 3736, 1004, 9991],
  [2348, 1451, 3522, 2883, 3047, 6650],
  [4047, 8828, 8732, 5743, 1091, 381],
]

/** The functions on which searches are compared with Optuna's. */
export const standardFunctions: Readonly<Record<string, StandardFunction>> = {
  sphere: { bounds: box(-5, 5, 5), minimum: 0, value: (x) => sum(x.map((at) => at ** 2)) },
  Rosenbrock: {
    bounds: box(-2, 2, 2),
    minimum: 0,
    value: ([a = 0, b = 0]) => 100 * (b - a ** 2) ** 2 + (1 - a) ** 2,
  },
  Branin: {
    bounds: [
      [-5, 10],
      [0, 15],
    ],
    minimum: 0.39788735772973816,
    value: ([a = 0, b = 0]) =>
      (b - (5.1 / (4 * Math.PI ** 2)) * a ** 2 + (5 / Math.PI) * a - 6) ** 2 +
      10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) +
      10,
  },
  'Hartmann-6': {
    bounds: box(0, 1, 6),
    minimum: -3.322368011415515,
    value: (x) =>
      -sum(
        [1, 1.2, 3, 3.2].map(
          (weight, bump) =>
            weight *
            Math.exp(-sum(x.map((at, axis) => steepness[bump]![axis]! * (at - places[bump]![axis]! / 1e4) ** 2))),
        ),
      ),
  },
  Ackley: {
    bounds: box(-5, 5, 3),
    minimum: 0,
    value: (x) =>
      -20 * Math.exp(-0.2 * Math.sqrt(mean(x.map((at) => at ** 2)))) -
      Math.exp(mean(x.map((at) => Math.cos(2 * Math.PI * at)))) +
      20 +
      Math.E,
  },
  'Styblinski-Tang': {
    bounds: box(-5, 5, 3),
    minimum: 3 * -39.16616570377142,
    value: (x) => sum(x.map((at) => at ** 4 - 16 * at ** 2 + 5 * at)) / 2,
  },
}

/** The space of a function: `a`, `b`, `c`, … */
export function spaceOf({ bounds }: StandardFunction): SearchSpace {
  return Object.fromEntries(bounds.map(([min, max], axis) => ['abcdef'[axis]!, decimal({ min, max })]))
}
