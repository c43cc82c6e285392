import { expect, it } from 'vitest'
import { browserBundle } from './browser-bundle.ts'

/** The modules inside, what stays outside, and the size of the code. */
async function bundle(code: string): Promise<{ modules: string[]; imports: string[]; size: number }> {
  const chunks = await browserBundle(code, [/^@tensorflow\//])
  return {
    modules: chunks.flatMap(({ moduleIds }) => moduleIds),
    // What stays outside: not the other files of the bundle.
    imports: chunks
      .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
      .filter((name) => !chunks.some(({ fileName }) => fileName === name)),
    size: chunks.reduce((sum, chunk) => sum + chunk.code.length, 0),
  }
}

it('a bundle for browsers holds nothing of Node and no decoder', async () => {
  const { modules, imports, size } = await bundle(`export * from '@dlw/data'`)
  expect(modules.some((id) => id.endsWith('platform.browser.ts'))).toBe(true)
  expect(modules.filter((id) => /platform\.node|sharp|fast-png|jpeg-js/.test(id))).toEqual([])
  expect(imports).toEqual(['@tensorflow/tfjs-core'])
  expect(size).toBeLessThan(100_000)
})

it('an app that only splits carries neither the penguins nor the CSV reader', async () => {
  const { modules, size } = await bundle(`export { splitIndices } from '@dlw/data'`)
  expect(modules.filter((id) => /penguins|papaparse|fflate/.test(id))).toEqual([])
  expect(size).toBeLessThan(10_000)
})
