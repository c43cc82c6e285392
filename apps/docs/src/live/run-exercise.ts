import { type LoadModule, runTypeScript } from './run-typescript.ts'

/** What became of the reader's code. */
export interface Outcome {
  passed: boolean
  /** What is wrong, or that all is well. */
  message: string
  /** What the code printed. */
  printed: string
}

/** Proves what a module exports; throws what is wrong. */
export type Check = (answer: Record<string, unknown>) => void | Promise<void>

/** Compiles a TypeScript module as the reader wrote it, runs it, and checks what it exports. */
export async function runExercise(source: string, check: Check, loadModule: LoadModule): Promise<Outcome> {
  const lines: string[] = []
  const outcome = (passed: boolean, message: string): Outcome => ({ passed, message, printed: lines.join('\n') })
  try {
    const { exports } = await runTypeScript(source, { loadModule, print: (line) => lines.push(line) })
    await check(exports)
    return outcome(true, 'Right.')
  } catch (error) {
    return outcome(false, error instanceof Error ? error.message : String(error))
  }
}
