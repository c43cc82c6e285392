import type { Study } from '../run/study.ts'
import { describeError } from './describe-error.ts'

/** Loads the module that holds what is tried. */
export async function loadStudy(module: string): Promise<Study> {
  try {
    return (await import(module)) as Study
  } catch (cause) {
    throw new Error(`expected a module that loads, received worker=${module}. ${describeError(cause)}`, { cause })
  }
}
