import { cosineSimilarity } from './cosine-similarity.ts'
import { binaryCrossentropy, categoricalCrossentropy, sparseCategoricalCrossentropy } from './crossentropies.ts'
import { categoricalHinge, hinge, squaredHinge } from './hinges.ts'
import { huber } from './huber.ts'
import { klDivergence } from './kl-divergence.ts'
import type { Loss } from './loss.ts'
import {
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
  poisson,
} from './regression-losses.ts'

/** Keras's name of a loss, camelCased, or its short form. */
export type LossName =
  | 'binaryCrossentropy'
  | 'categoricalCrossentropy'
  | 'categoricalHinge'
  | 'cosineSimilarity'
  | 'hinge'
  | 'huber'
  | 'klDivergence'
  | 'logCosh'
  | 'mae'
  | 'mape'
  | 'meanAbsoluteError'
  | 'meanAbsolutePercentageError'
  | 'meanSquaredError'
  | 'meanSquaredLogarithmicError'
  | 'mse'
  | 'msle'
  | 'poisson'
  | 'sparseCategoricalCrossentropy'
  | 'squaredHinge'

const losses: Record<LossName, (options?: object) => Loss> = {
  binaryCrossentropy,
  categoricalCrossentropy,
  categoricalHinge: () => categoricalHinge,
  cosineSimilarity: () => cosineSimilarity,
  hinge: () => hinge,
  huber,
  klDivergence: () => klDivergence,
  logCosh: () => logCosh,
  mae: () => meanAbsoluteError,
  mape: () => meanAbsolutePercentageError,
  meanAbsoluteError: () => meanAbsoluteError,
  meanAbsolutePercentageError: () => meanAbsolutePercentageError,
  meanSquaredError: () => meanSquaredError,
  meanSquaredLogarithmicError: () => meanSquaredLogarithmicError,
  mse: () => meanSquaredError,
  msle: () => meanSquaredLogarithmicError,
  poisson: () => poisson,
  sparseCategoricalCrossentropy,
  squaredHinge: () => squaredHinge,
}

/** The loss of that name, made with its options if it takes any, or undefined. */
export function namedLoss(name: string, options?: object): Loss | undefined {
  return Object.hasOwn(losses, name) ? losses[name as LossName](options) : undefined
}

/** Every name {@link namedLoss} knows. */
export const lossNames: readonly LossName[] = Object.keys(losses) as LossName[]
