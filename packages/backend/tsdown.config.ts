import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { defineConfig } from 'tsdown'
import { packageBuild } from '../../tsdown.config.base.ts'

/** `import('….wasm?url')` as Vite knows it; in what npm's users receive, the address holds the file itself. */
const wasmInside = {
  name: 'wasm-inside',
  resolveId: {
    order: 'pre' as const,
    handler: (source: string) => (source.endsWith('.wasm?url') ? `\0${source}` : undefined),
  },
  async load(id: string) {
    if (!id.endsWith('.wasm?url')) return undefined
    const bytes = await readFile(createRequire(import.meta.url).resolve(id.slice(1, -'?url'.length)))
    return `export default 'data:application/wasm;base64,${bytes.toString('base64')}'`
  },
}

export default defineConfig({
  ...packageBuild({
    index: 'src/index.ts',
    cli: 'src/cli.ts',
    runtime: 'src/runtime.ts',
    'platform.node': 'src/platform/platform.node.ts',
    'platform.browser': 'src/platform/platform.browser.ts',
    'wasm-address': 'src/platform/wasm-address.ts',
  }),
  plugins: [wasmInside],
  // Chosen by the importer's conditions (package.json, "imports"), not at build time.
  deps: { neverBundle: ['#platform', '#wasm-address'] },
})
