import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { emptyExports, withEmptyStrings, withoutKernels, withoutNamespace } from '../src/lib/lean-modules.ts'
import { edits, madeFor } from '../src/lib/lean-tensors.ts'

const { resolve } = createRequire(import.meta.url)
const core = createRequire(resolve('@tensorflow/tfjs-core/package.json'))

/** The folder of a package, as the worker's build finds it. */
const folder = (name: string): string =>
  dirname((name === 'seedrandom' ? core.resolve : resolve)(`${name}/package.json`))

/** Where a module that is edited lies. */
function locate(file: string): string {
  if (file.startsWith('packages/')) return fileURLToPath(new URL(`../../../${file}`, import.meta.url))
  const [name, ...rest] = file.split('/')
  return join(folder(name === 'seedrandom' ? name : `@tensorflow/${name}`), ...rest)
}

describe('the edits that make the first run smaller', () => {
  it.each(Object.entries(madeFor))(
    'were made for %s %s: read the edited files before you change this',
    (name, version) => {
      const installed = JSON.parse(readFileSync(join(folder(name), 'package.json'), 'utf8'))
      expect(installed.version).toBe(version)
    },
  )

  it.each(Object.keys(edits))('make %s smaller', (file) => {
    const before = readFileSync(locate(file), 'utf8')
    expect(edits[file]!(before).length).toBeLessThan(before.length)
  })

  it.each(Object.keys(edits).filter((file) => edits[file] === emptyExports))(
    'keep the names that %s exports',
    async (file) => {
      const after = `data:text/javascript,${encodeURIComponent(edits[file]!(readFileSync(locate(file), 'utf8')))}`
      const [real, lean] = await Promise.all([import(locate(file)), import(after)])
      expect(Object.keys(lean).sort()).toEqual(Object.keys(real).sort())
    },
  )
})

describe('withoutKernels', () => {
  const code = `import { addConfig } from './kernels/Add';
import { fftConfig } from './kernels/FFT';
const configs = [
    addConfig,
    fftConfig
];
for (const config of configs) register(config);`

  it('leaves out imports and entries', () => {
    const lean = withoutKernels(code, (name) => name === 'FFT')
    expect(lean).toContain("import { addConfig } from './kernels/Add';")
    expect(lean).toContain('const configs = [addConfig];')
    expect(lean).not.toMatch(/fft/i)
  })

  it('fails when there is nothing to leave out, or a kernel is not in the list', () => {
    expect(() => withoutKernels(code, () => false)).toThrow(/received 0 of them/)
    expect(() => withoutKernels(code.replace('    fftConfig\n', ''), (name) => name === 'FFT')).toThrow(/0 lists/)
  })
})

describe('emptyExports', () => {
  it('keeps names and kinds', () => {
    const code =
      'export interface G {}\nexport class A { b() {} }\nexport async function c() {}\nexport const d = 1, e = 2\nclass F {}\nexport { F }'
    expect(emptyExports(code)).toBe(
      'export class A {}\nexport function c() {}\nexport class d {}\nexport class e {}\nexport class F {}',
    )
  })

  it.each(["export * from './a'", 'export default 1', 'const a = 1'])('fails for %j', (code) => {
    expect(() => emptyExports(code)).toThrow(/expected/)
  })
})

it('withoutNamespace leaves out a namespace, and fails where there is none', () => {
  expect(
    withoutNamespace("import * as shared from './shared';\nexport { shared };\nexport { a } from './a';", 'shared'),
  ).toBe("\n\nexport { a } from './a';")
  expect(() => withoutNamespace("export { a } from './a'", 'shared')).toThrow(/received 0/)
})

it('withEmptyStrings empties constants by the end of their names, and fails where there are none', () => {
  expect(withEmptyStrings("export const aShared: string =\n  'AA'\nconst b = 'B'", 'Shared')).toBe(
    "export const aShared: string =\n  ''\nconst b = 'B'",
  )
  expect(() => withEmptyStrings("const b = 'B'", 'Shared')).toThrow(/received 0/)
  expect(() => withEmptyStrings('const aShared = f()', 'Shared')).toThrow(/expected strings/)
})
