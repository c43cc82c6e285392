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
  // Chosen by the importer's conditions (package.json, "imports"), not at build time.
  deps: { neverBundle: ['#platform'] },
})
