import type { NumberRange } from '@dlw/data/arguments'

/** Valid dropout rates. */
export const dropoutRate: NumberRange = { min: 0, max: 1, exclusive: 'max', advice: 'Pass for example 0.5.' }
