/**
 * Argument checks, with the same wording in all packages: `function: expected …, received name=value. Do …`.
 *
 * @module
 */
export { expectInteger, type IntegerRange, shown } from './expect-integer.ts'
export { expectNumber, type NumberRange } from './expect-number.ts'
export { expectSeed } from './expect-seed.ts'
export { nearestName, rejectUnknownOptions } from './reject-unknown-options.ts'
