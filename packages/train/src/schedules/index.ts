/**
 * Learning rate schedules. Loads no TensorFlow.js.
 *
 * @module
 */
export { type CosineDecayOptions, cosineDecay } from './cosine-decay.ts'
export { type CosineDecayRestartsOptions, cosineDecayRestarts } from './cosine-decay-restarts.ts'
export type { DecayOptions } from './decay-options.ts'
export { exponentialDecay } from './exponential-decay.ts'
export { inverseTimeDecay } from './inverse-time-decay.ts'
export { type OneCycleOptions, oneCycle } from './one-cycle.ts'
export { type PiecewiseConstantDecayOptions, piecewiseConstantDecay } from './piecewise-constant-decay.ts'
export { type PolynomialDecayOptions, polynomialDecay } from './polynomial-decay.ts'
