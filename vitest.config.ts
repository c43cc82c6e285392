import { defineConfig } from 'vitest/config'

const projects = [
  'packages/backend',
  'packages/data',
  'packages/models',
  'packages/train',
  'packages/viz',
  'apps/episodes',
  'scripts',
]
/** Projects whose tests make tensors on the cpu backend. */
const makeTensors = ['packages/models', 'packages/train']
const conditions = ['@dlw/source', 'module', 'node', 'development|production']

/** Tests run on the sources: the export condition `@dlw/source` spares a build. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    environment: 'node',
    setupFiles: ['@dlw/testing/fail-on-console'],
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: projects.map((root) => ({
      extends: true,
      test: {
        name: root.replace(/^.*\//, ''),
        root,
        setupFiles: makeTensors.includes(root) ? ['@dlw/testing/cpu-backend'] : [],
      },
    })),
  },
})
