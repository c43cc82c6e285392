import { defineConfig } from 'tsdown'
import { packageBuild } from '../../tsdown.config.base.ts'

export default defineConfig({
  ...packageBuild({
    index: 'src/index.ts',
    baselines: 'src/baselines/index.ts',
    reports: 'src/reports/index.ts',
    schedules: 'src/schedules/index.ts',
    tuner: 'src/tuner/index.ts',
    'dlw-train': 'src/tuner/places/dlw-train.ts',
    'tuner-worker': 'src/tuner/places/worker.ts',
    'system.node': 'src/system/system.node.ts',
    'system.browser': 'src/system/system.browser.ts',
    'tuner-runners.node': 'src/tuner/places/runners.node.ts',
    'tuner-runners.browser': 'src/tuner/places/runners.browser.ts',
  }),
  // Chosen by the importer's conditions (package.json, "imports"), not at build time.
  deps: { neverBundle: ['#system', '#tuner-runners'] },
})
