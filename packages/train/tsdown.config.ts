import { defineConfig } from 'tsdown'
import { packageBuild } from '../../tsdown.config.base.ts'

export default defineConfig({
  ...packageBuild({
    index: 'src/index.ts',
    'dlw-train': 'src/tuner/places/dlw-train.ts',
    'tuner-worker': 'src/tuner/places/worker.ts',
    'tuner-runners.node': 'src/tuner/places/runners.node.ts',
    'tuner-runners.browser': 'src/tuner/places/runners.browser.ts',
  }),
  // Chosen by the importer's conditions (package.json, "imports"), not at build time.
  deps: { neverBundle: ['#tuner-runners'] },
})
