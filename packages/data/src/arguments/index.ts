/**
 * Checks of arguments, with one wording for all packages: `function: expected …, received name=value. Do …`.
 *
 * @module
 */
export { expectInteger, type IntegerRange, shown } from './expect-integer.ts'
export { expectNumber, type NumberRange } from './expect-number.ts'
export { expectSeed } from './expect-seed.ts'
export { rejectUnknownOptions } from './reject-unknown-options.ts'
