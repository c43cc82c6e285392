import { defineConfig } from 'vitest/config'

const projects = [
  'packages/backend',
  'packages/create-dlw',
  'packages/data',
  'packages/models',
  'packages/train',
  'packages/viz',
  'apps/consumers',
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
    // Consumer projects and the projects of create-dlw run their own tests.
    exclude: ['**/node_modules/**', '**/.git/**', 'kinds/**', 'templates/**'],
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
