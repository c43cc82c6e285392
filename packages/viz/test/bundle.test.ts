import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { describe, expect, it } from 'vitest'

/** What a browser's bundler makes of an entry of this package: the modules inside, and the size of all code. */
async function bundle(entry: string): Promise<{ modules: string[]; first: number }> {
  const build = await rolldown({
    input: fileURLToPath(new URL(entry, import.meta.url)),
    platform: 'browser',
    resolve: { conditionNames: ['@dlw/source', 'browser', 'import', 'module', 'default'] },
    logLevel: 'silent',
  })
  const { output } = await build.generate({ format: 'esm', minify: true })
  const chunks = output.filter((part) => part.type === 'chunk')
  await build.close()
  const first = chunks.find(({ isEntry }) => isEntry)!
  return { modules: chunks.flatMap(({ moduleIds }) => moduleIds), first: first.code.length }
}

describe('a bundle for browsers', () => {
  it('holds neither the headless document nor the native drawer', async () => {
    const { modules } = await bundle('../src/index.ts')
    expect(modules.some((id) => id.endsWith('platform.browser.ts'))).toBe(true)
    expect(modules.filter((id) => /linkedom|resvg|roboto|platform\.node/.test(id))).toEqual([])
  })

  it('loads the layout engine of modelPlot only when it is needed', async () => {
    const { first } = await bundle('../src/index.ts')
    expect(first).toBeLessThan(400_000)
  })

  it('is small for the chart that grows while training', async () => {
    const { modules, first } = await bundle('../src/plots/training/live-history.ts')
    expect(first).toBeLessThan(4_000)
    expect(modules.filter((id) => /observablehq|d3-/.test(id))).toEqual([])
  })
})
