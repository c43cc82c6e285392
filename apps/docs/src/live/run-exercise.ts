import { type LoadModule, runTypeScript } from './run-typescript.ts'

/** What became of the reader's code. */
export interface Outcome {
  passed: boolean
  /** What is wrong, or that all is well. */
  message: string
}

/** Proves what a module exports; throws what is wrong. */
export type Check = (answer: Record<string, unknown>) => void | Promise<void>

/** How an exercise is run. */
export interface RunExerciseOptions {
  check: Check
  loadModule: LoadModule
  /** Defaults to one that prints nothing. */
  console?: object
}

/** Compiles a TypeScript module as the reader wrote it, runs it, and checks what it exports. */
export async function runExercise(
  source: string,
  { check, loadModule, console }: RunExerciseOptions,
): Promise<Outcome> {
  try {
    const { exports } = await runTypeScript(source, { loadModule, console })
    await check(exports)
    return { passed: true, message: 'Right.' }
  } catch (error) {
    return { passed: false, message: error instanceof Error ? error.message : String(error) }
  }
}
