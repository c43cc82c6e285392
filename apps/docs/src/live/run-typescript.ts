import { transform } from 'sucrase'

/** Gives a module by its name. */
export type LoadModule = (name: string) => Promise<unknown>

/** What code from an editor may reach beside the language itself. */
export interface Surroundings {
  /** Gives what the code imports. */
  loadModule: LoadModule
  /** The console that the code finds. Defaults to the scope's own. */
  console?: object | undefined
}

/** What became of the code. */
export interface Ran {
  exports: Record<string, unknown>
}

/** How stacks name the reader's code. */
const file = 'your-code.ts'

/**
 * Compiles a TypeScript module as the reader wrote it and runs it.
 *
 * @throws Error with what is wrong, and in which line where that is known.
 */
export async function runTypeScript(
  source: string,
  { loadModule, console = globalThis.console }: Surroundings,
): Promise<Ran> {
  const code = compiled(source)
  const names = [...code.matchAll(/require\('([^']+)'\)/g)].map((match) => match[1]!)
  const modules = new Map(await Promise.all(names.map(async (name) => [name, await loadModule(name)] as const)))
  const module = { exports: {} as Record<string, unknown> }
  const given = {
    require: (name: string) => modules.get(name),
    exports: module.exports,
    module,
    console,
  }
  // A function of its own: the code may wait, and may declare anew what it was given.
  const body = `return (async () => {${code}\n})()\n//# sourceURL=${file}`
  try {
    const run = new Function(...Object.keys(given), body)
    await run(...Object.values(given))
    return { exports: module.exports }
  } catch (error) {
    throw located(error)
  }
}

/** The code as JavaScript, line for line. @throws SyntaxError that names the line. */
function compiled(source: string): string {
  try {
    return transform(source, { transforms: ['typescript', 'imports'], production: true }).code
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number } }
    const what = message.replace(/^Error transforming \S*: /, '').replace(/ \(\d+:\d+\)$/, '')
    throw new SyntaxError(loc ? `Line ${loc.line}: ${what}.` : what, { cause: error })
  }
}

/** The lines that `new Function` puts before its body: they are counted on this engine. */
const linesBefore = ((): number => {
  const probe = new Function(`throw new Error('')\n//# sourceURL=${file}`)
  try {
    probe()
  } catch (error) {
    return (lineIn(error) ?? 1) - 1
  }
  return 0
})()

function lineIn(error: unknown): number | undefined {
  const stack = error instanceof Error ? String(error.stack) : ''
  const [, line] = new RegExp(`${file}:(\\d+)`).exec(stack) ?? []
  return line ? Number(line) : undefined
}

/** The error with its line in the reader's code at the front of its message, where its stack tells. */
export function located(error: unknown): unknown {
  const line = lineIn(error)
  if (!(error instanceof Error) || line === undefined || line <= linesBefore) return error
  const told = new Error(`Line ${line - linesBefore}: ${error.message}`, { cause: error })
  told.name = error.name
  return told
}
