/** Options of {@link exponentialDecay} and {@link inverseTimeDecay}. */
export interface DecayOptions {
  /** The rate at the start. */
  initial: number
  /** Steps in which the rate falls by one `rate`. */
  steps: number
  /** How much it falls. */
  rate: number
  /** Whether to fall all at once each `steps`. Defaults to false. */
  staircase?: boolean
}

/** How many times the rate has fallen at a step. */
export const periods = (step: number, { steps, staircase = false }: DecayOptions): number =>
  staircase ? Math.floor(step / steps) : step / steps
