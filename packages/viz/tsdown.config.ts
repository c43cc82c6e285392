import { defineConfig } from 'tsdown'
import { packageBuild } from '../../tsdown.config.base.ts'

export default defineConfig({
  ...packageBuild({
    index: 'src/index.ts',
    'live-history': 'src/plots/live-history.ts',
    'platform.node': 'src/output/platform.node.ts',
    'platform.browser': 'src/output/platform.browser.ts',
  }),
  // Chosen by the importer's conditions (package.json, "imports"), not at build time.
  deps: { neverBundle: ['#platform'] },
})
