import { defineConfig } from 'tsdown'
import { packageBuild } from '../../tsdown.config.base.ts'

export default defineConfig({
  ...packageBuild({
    index: 'src/index.ts',
    'dlw-train': 'src/tuner/dlw-train.ts',
    'tuner-worker': 'src/tuner/worker.ts',
    'tuner-places.node': 'src/tuner/places.node.ts',
    'tuner-places.browser': 'src/tuner/places.browser.ts',
  }),
  // Chosen by the importer's conditions (package.json, "imports"), not at build time.
  deps: { neverBundle: ['#tuner-places'] },
})
