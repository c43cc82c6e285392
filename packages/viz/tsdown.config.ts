import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { deflateRawSync } from 'node:zlib'
import { defineConfig } from 'tsdown'
import { packageBuild } from '../../tsdown.config.base.ts'

/** `import('…?deflated')`: a module that holds the file, deflated, in base64. */
const filesInside = {
  name: 'files-inside',
  resolveId: {
    order: 'pre' as const,
    handler: (source: string) => (source.endsWith('?deflated') ? `\0${source}` : undefined),
  },
  async load(id: string) {
    if (!id.endsWith('?deflated')) return undefined
    const bytes = await readFile(createRequire(import.meta.url).resolve(id.slice(1, -'?deflated'.length)))
    return `export default '${deflateRawSync(bytes, { level: 9 }).toString('base64')}'`
  },
}

export default defineConfig({
  ...packageBuild({
    index: 'src/index.ts',
    'live-history': 'src/plots/training/live-history.ts',
    'platform.node': 'src/output/platform.node.ts',
    'platform.browser': 'src/output/platform.browser.ts',
    'drawing-files.inside': 'src/output/drawing-files.inside.ts',
  }),
  plugins: [filesInside],
  // The first two are chosen by the importer's conditions (package.json, "imports"), not at build time.
  deps: { neverBundle: ['#platform', '#drawing-files'], alwaysBundle: ['@resvg/resvg-wasm'] },
})
