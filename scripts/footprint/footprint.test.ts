import { expect, it } from 'vitest'
import { entries } from './entries.ts'
import { measureEntry } from './measure-entry.ts'

it.each(entries)('$name loads at most $ceiling kB at once, and nothing it does not need', async (entry) => {
  const { first, modules } = await measureEntry(entry.code)
  expect(modules.length).toBeGreaterThan(0)
  expect(modules.filter((name) => entry.without?.test(name.replace(/^.*node_modules\/(?!\.pnpm)/, '')))).toEqual([])
  expect(first).toBeLessThanOrEqual(entry.ceiling)
})
