import { afterEach, beforeEach, vi } from 'vitest'

/**
 * Set-up file of every test project: libraries never log, so any `console.*` call fails the test that made it.
 */
const methods = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const
const calls: string[] = []

beforeEach(() => {
  calls.length = 0
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...values: unknown[]) => {
      calls.push(`console.${method}(${values.map(String).join(', ')})`)
    })
  }
})

afterEach(() => {
  vi.restoreAllMocks()
  if (calls.length > 0) {
    throw new Error(`fail-on-console: expected silence, received ${calls.join('; ')}. Return or throw instead.`)
  }
})
