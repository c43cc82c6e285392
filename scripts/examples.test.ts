import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, inspect } from 'node:util'
import { temporaryDirectory } from '@dlw/testing'
import { disposeVariables, engine } from '@tensorflow/tfjs-core'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { checkable, extractExamples } from './extract-examples.ts'

/*
 * Every example in a docstring or a README is copied to a file, type-checked and run; a result comment
 * (`// → value`) must be what comes out.
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
writeFileSync(join(home, 'tsconfig.json'), '{ "extends": "../../../../tsconfig.base.json", "include": ["*.ts"] }\n')
afterAll(() => rmSync(home, { recursive: true, force: true }))

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
  it('type-check', () => {
    const compiler = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc')
    const run = spawnSync(process.execPath, [compiler, '-p', home], { encoding: 'utf8' })
    const named = run.stdout.replaceAll(/\S*example-(\d+)\.ts/g, (_, index) => examples[Number(index)]!.name)
    expect(named).toBe('')
  })

  it.each(examples)('$name runs, and its results are true', async ({ file }) => {
    const cwd = process.cwd()
    process.chdir(temporaryDirectory())
    vi.stubGlobal('check', check)
    vi.stubGlobal('print', format)
    engine().startScope()
    try {
      await import(file)
    } finally {
      // What an example leaves alive must not be in the way of the next.
      engine().endScope()
      disposeVariables()
      vi.unstubAllGlobals()
      process.chdir(cwd)
    }
  })
})
