import type { Study } from '../run/study.ts'

/** Loads the module that holds what is tried. */
export async function loadStudy(module: string): Promise<Study> {
  try {
    return (await import(module)) as Study
  } catch (cause) {
    throw new Error(`tune: expected a module that loads, received worker=${module}. ${(cause as Error).message}`, {
      cause,
    })
  }
}
