import type { Program, ProgramContext, ProgramOptions } from '../../../episodes/src/program.ts'
import { type LoadModule, located, runTypeScript } from './run-typescript.ts'

/** A cell to run: its code, the function to call, and what it is given. */
export interface Cell {
  source: string
  /** The name of the function that the code exports. */
  run: string
  options: ProgramOptions
  context: ProgramContext
  loadModule: LoadModule
  console: object
}

/**
 * Runs the code of a training cell, as it was shown or as the reader changed it.
 *
 * @throws Error if the code does not export the function.
 */
export async function runCell({
  source,
  run,
  options,
  context,
  loadModule,
  console,
}: Cell): Promise<Record<string, unknown>> {
  const { exports } = await runTypeScript(source, { loadModule, console })
  const program = exports[run]
  if (typeof program !== 'function') {
    const names = Object.keys(exports).join(', ') || 'nothing'
    throw new Error(`Run calls the function ${run}, but the code exports ${names}. Export a function of that name.`)
  }
  try {
    return (await (program as Program)(options, context)) ?? {}
  } catch (error) {
    throw located(error)
  }
}
