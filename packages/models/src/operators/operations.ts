import { elementwise } from './elementwise.ts'
import { indexing } from './indexing.ts'
import { network } from './network.ts'
import type { Operation } from './operation.ts'
import { pictures } from './pictures.ts'
import { products } from './products.ts'
import { reductions } from './reductions.ts'
import { shapes } from './shapes.ts'

const all: Readonly<Record<string, Operation>> = {
  ...elementwise,
  ...indexing,
  ...network,
  ...pictures,
  ...products,
  ...reductions,
  ...shapes,
}

/** The operation of `keras.ops` behind a class name, or undefined. */
export function operationNamed(className: string): Operation | undefined {
  return Object.hasOwn(all, className) ? all[className] : undefined
}

/** Whether an operation works element by element, so that its output has the shape of an only input. */
export function isElementwise(className: string): boolean {
  return Object.hasOwn(elementwise, className)
}
