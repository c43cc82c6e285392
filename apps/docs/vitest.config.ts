import { defineConfig } from 'vitest/config'

const conditions = ['@dlw/source', 'module', 'node', 'development|production']

/** The site's own checks, on what `docs:build` has built. They run in turn: each drives a browser. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['tests/**/*.test.ts'],
    reporters: ['default', '../../scripts/closing-line-reporter.ts'],
    environment: 'node',
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
})
