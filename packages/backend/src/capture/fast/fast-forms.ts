import { elementwise } from './elementwise.ts'
import type { FastForm } from './fast-call.ts'
import { products } from './products.ts'
import { reductions } from './reductions.ts'

/** The kernels that have a form of their own in programs, by name. */
export const fastForms: Readonly<Record<string, FastForm>> = { ...elementwise, ...products, ...reductions }
