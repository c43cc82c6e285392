import { transform } from 'sucrase'

/** Gives a module by its name. */
export type LoadModule = (name: string) => Promise<unknown>

/** What code from an editor may reach beside the language itself. */
export interface Surroundings {
  /** Gives what the code imports. */
  loadModule: LoadModule
  /** Hears what the code prints, line by line. */
  print: (line: string) => void
  /** Variables that the code finds, by name. Defaults to none. */
  variables?: Readonly<Record<string, unknown>>
  /** JavaScript that ends the function the code becomes: what it returns. Defaults to nothing. */
  ending?: string
}

/** What became of the code. */
export interface Ran {
  exports: Record<string, unknown>
  returned: unknown
}

/** Compiles a TypeScript module as the reader wrote it and runs it; throws what is wrong with it. */
export async function runTypeScript(
  source: string,
  { loadModule, print, variables = {}, ending = '' }: Surroundings,
): Promise<Ran> {
  const { code } = transform(source, { transforms: ['typescript', 'imports'], production: true })
  const names = [...code.matchAll(/require\('([^']+)'\)/g)].map((match) => match[1]!)
  const modules = new Map(await Promise.all(names.map(async (name) => [name, await loadModule(name)] as const)))
  const module = { exports: {} as Record<string, unknown> }
  const log = (...values: unknown[]) => print(values.map(text).join(' '))
  const given = {
    require: (name: string) => modules.get(name),
    exports: module.exports,
    module,
    console: { log, info: log, warn: log, error: log },
    ...variables,
  }
  // A block of its own: the code may declare what it was given anew, as an episode does with `epochs`.
  const run = new Function(...Object.keys(given), `return (async () => {{${code}\n${ending}\n}})()`)
  return { returned: await run(...Object.values(given)), exports: module.exports }
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
