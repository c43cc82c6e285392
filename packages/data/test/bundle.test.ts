import type { OutputChunk } from 'rolldown'
import { expect, it } from 'vitest'
import { browserBundle } from './browser-bundle.ts'

/** The modules inside, what stays outside, and the size of the code that loads at once. */
async function bundle(code: string): Promise<{ modules: string[]; imports: string[]; size: number }> {
  const chunks = await browserBundle(code, [/^@tensorflow\//])
  return {
    modules: chunks.flatMap(({ moduleIds }) => moduleIds),
    imports: chunks
      .flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports])
      .filter((name) => !chunks.some(({ fileName }) => fileName === name)),
    size: atOnce(chunks).reduce((sum, chunk) => sum + chunk.code.length, 0),
  }
}

/** The entry and all that it imports statically. */
function atOnce(chunks: readonly OutputChunk[]): OutputChunk[] {
  const found = new Set(chunks.filter(({ isEntry }) => isEntry))
  for (const { imports } of found) for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk)
  return [...found]
}

it('a bundle for browsers holds nothing of Node and no decoder', async () => {
  const { modules, imports, size } = await bundle(`export * from '@dlw/data'`)
  expect(modules.some((id) => id.endsWith('platform.browser.ts'))).toBe(true)
  expect(modules.filter((id) => /platform\.node|sharp|fast-png|jpeg-js/.test(id))).toEqual([])
  expect(imports).toEqual(['@tensorflow/tfjs-core'])
  expect(size).toBeLessThan(165_000)
})

it('an app that only splits carries neither the penguins nor the CSV reader', async () => {
  const { modules, size } = await bundle(`export { splitIndices } from '@dlw/data'`)
  expect(modules.filter((id) => /src\/(csv|table|datasets)\/|fflate/.test(id))).toEqual([])
  expect(size).toBeLessThan(13_000)
})
