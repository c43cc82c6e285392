import type { NumberRange } from '@dlw/data/arguments'

/** The rates that dropout accepts. */
export const dropoutRate: NumberRange = { min: 0, max: 1, exclusive: 'max', advice: 'Pass for example 0.5.' }
