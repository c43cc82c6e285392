import { transform } from 'sucrase'

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

/** Gives a module by its name. */
export type LoadModule = (name: string) => Promise<unknown>

/** Compiles a TypeScript module as the reader wrote it, runs it, and checks what it exports. */
export async function runExercise(source: string, check: Check, loadModule: LoadModule): Promise<Outcome> {
  const lines: string[] = []
  const log = (...values: unknown[]) => void lines.push(values.map(text).join(' '))
  const outcome = (passed: boolean, message: string): Outcome => ({ passed, message, printed: lines.join('\n') })
  try {
    const { code } = transform(source, { transforms: ['typescript', 'imports'], production: true })
    const names = [...code.matchAll(/require\('([^']+)'\)/g)].map((match) => match[1]!)
    const modules = new Map(await Promise.all(names.map(async (name) => [name, await loadModule(name)] as const)))
    const module = { exports: {} as Record<string, unknown> }
    const run = new Function('require', 'exports', 'module', 'console', `return (async () => {${code}\n})()`)
    await run((name: string) => modules.get(name), module.exports, module, { log, info: log, warn: log, error: log })
    await check(module.exports)
    return outcome(true, 'Right.')
  } catch (error) {
    return outcome(false, error instanceof Error ? error.message : String(error))
  }
}

function text(value: unknown): string {
  if (typeof value === 'string') return value
  if (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) !== Object.prototype
  )
    return String(value)
  return JSON.stringify(value) ?? String(value)
}
