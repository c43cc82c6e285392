/**
 * Where a program runs, for the packages above, and for yours. Loads nothing else.
 *
 * @module
 */
export { isNode } from './select/is-node.ts'
