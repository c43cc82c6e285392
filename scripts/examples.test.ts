import { execFile } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, inspect } from 'node:util'
import { temporaryDirectory } from '@dlw/testing'
import { disposeVariables, engine, setBackend } from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { weather, writeExampleCache, writeExampleFiles } from './example-files.ts'
import { checkable, extractExamples } from './extract-examples.ts'

/*
 * Every example in a docstring or a README is copied to a file, type-checked and run; a result comment
 * (`// → value`) must be what comes out. What would distract is set up here: the cpu backend, an empty folder with the
 * files of example-files.ts, a cache of data sets, and the variables of example-given.ts.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
// Beside the episodes' sources: from there all five packages and tfjs can be imported, as in a reader's own app.
const home = join(root, 'apps/episodes/.examples', String(process.pid))
const folders = ['.', ...['backend', 'data', 'models', 'train', 'viz'].map((name) => `packages/${name}`)]
const examples = folders
  .flatMap((folder) => extractExamples(root, folder))
  .map((example, index) => ({
    ...example,
    file: join(home, `example-${index}.ts`),
  }))

rmSync(home, { recursive: true, force: true })
mkdirSync(home, { recursive: true })
for (const example of examples) writeFileSync(example.file, checkable(example))
copyFileSync(join(root, 'scripts/example-given.ts'), join(home, 'given.ts'))
copyFileSync(join(root, 'scripts/example-training-worker.ts'), join(home, 'training-worker.ts'))
writeFileSync(join(home, 'tsconfig.json'), '{ "extends": "../../../../tsconfig.base.json", "include": ["*.ts"] }\n')
// The compiler is another process: it works while the examples run.
const types = checkTypes()
const files = mkdtempSync(join(tmpdir(), 'dlw-'))
const cache = mkdtempSync(join(tmpdir(), 'dlw-'))
afterAll(() => {
  for (const folder of [home, files, cache]) rmSync(folder, { recursive: true, force: true })
})

const plain = (text: string): string => text.replaceAll(/["'`\s]/g, '')

function check(value: unknown, expected: string, where: string): void {
  const texts = [String(value), inspect(value, { depth: null, breakLength: Infinity }), JSON.stringify(value) ?? '']
  // An ellipsis stands for anything.
  const pattern = new RegExp(`^${plain(expected).split('…').map(RegExp.escape).join('.*')}$`, 's')
  if (!texts.some((text) => pattern.test(plain(text)))) {
    throw new Error(`${where}: expected the example's comment to be true: ${expected}, received ${texts[1]}`)
  }
}

describe('the examples in docstrings and READMEs', () => {
  let given: Record<string, () => unknown>
  beforeAll(async () => {
    writeExampleFiles(files)
    writeExampleCache(cache)
    const setUp = await import(join(home, 'given.ts'))
    given = setUp.given
    await setUp.useCpu()
  })

  it.each(examples.filter(({ code }) => !needsWeather(code)))('$name runs, and its results are true', run)

  const needs = weather ? '' : ' (left out: needs shared/datasets/weather)'
  it.skipIf(!weather).each(examples.filter(({ code }) => needsWeather(code)))(
    `$name runs, and its results are true${needs}`,
    run,
  )

  it('type-check', async () => {
    const named = (await types).replaceAll(/\S*example-(\d+)\.ts/g, (_, index) => examples[Number(index)]!.name)
    expect(named).toBe('')
  })

  async function run({ file }: { file: string }): Promise<void> {
    const cwd = process.cwd()
    const folder = temporaryDirectory()
    cpSync(files, folder, { recursive: true })
    process.chdir(folder)
    vi.stubEnv('DLW_DATA_HOME', cache)
    vi.stubGlobal('check', check)
    vi.stubGlobal('print', format)
    const names = Object.keys(given)
    for (const name of names) define(name, given[name]!)
    engine().startScope()
    try {
      await import(file)
    } finally {
      // What an example leaves alive must not be in the way of the next.
      engine().endScope()
      disposeVariables()
      for (const name of names) Reflect.deleteProperty(globalThis, name)
      vi.unstubAllGlobals()
      vi.unstubAllEnvs()
      await setBackend('cpu')
      process.chdir(cwd)
    }
  }
})

/** What the compiler has against the examples; empty when all is well. */
function checkTypes(): Promise<string> {
  const compiler = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc')
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, '-p', home], (error, stdout) => resolve(stdout || (error?.message ?? '')))
  })
}

const needsWeather = (code: string): boolean => code.includes('loadWeather(')

/** A global variable whose value is made when it is first read. */
function define(name: string, make: () => unknown): void {
  let value: unknown
  const get = (): unknown => {
    value ??= make()
    return value
  }
  Object.defineProperty(globalThis, name, { configurable: true, get })
}
