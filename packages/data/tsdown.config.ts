import { defineConfig } from 'tsdown'
import { packageBuild } from '../../tsdown.config.base.ts'

export default defineConfig({
  ...packageBuild({
    index: 'src/index.ts',
    arguments: 'src/arguments/index.ts',
    files: 'src/files/index.ts',
    parquet: 'src/parquet/index.ts',
    'platform.node': 'src/files/platform.node.ts',
    'platform.browser': 'src/files/platform.browser.ts',
  }),
  // Bundled code must not need Node's `createRequire`.
  platform: 'browser',
  // The first is chosen by the importer's conditions (package.json, "imports"), not at build time. The second is no ES
  // module: a page that loads it without a bundler would find no export.
  deps: { neverBundle: ['#platform', /^node:/] },
})
