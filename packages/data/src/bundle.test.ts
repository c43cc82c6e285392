import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { expect, it } from 'vitest'

/** What a browser's bundler makes of this package: the modules inside, what stays outside, and the size of the code. */
async function bundle(code: string): Promise<{ modules: string[]; imports: string[]; size: number }> {
  const build = await rolldown({
    input: 'virtual:app',
    platform: 'browser',
    external: [/^@tensorflow\//],
    resolve: { conditionNames: ['@dlw/source', 'browser', 'import', 'module', 'default'] },
    logLevel: 'silent',
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === 'virtual:app' ? id : null),
        load: (id) =>
          id === 'virtual:app' ? code.replace('@dlw/data', fileURLToPath(new URL('index.ts', import.meta.url))) : null,
      },
    ],
  })
  const { output } = await build.generate({ format: 'esm', minify: true })
  await build.close()
  const chunks = output.filter((part) => part.type === 'chunk')
  return {
    modules: chunks.flatMap(({ moduleIds }) => moduleIds),
    imports: chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]),
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
