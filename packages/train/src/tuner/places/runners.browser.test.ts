import { expect, it } from 'vitest'
import { poolRunner, queueRunner } from './runners.browser.ts'

it.each([
  ['worker', () => poolRunner('worker.js', { workers: 1, backend: undefined, threads: undefined })],
  ['queue', () => queueRunner('redis://localhost', 1)],
])('in a browser %s is refused, with what to do', async (what, open) => {
  await expect(open()).rejects.toThrow(
    `tune: expected Node for ${what}, received a browser. Leave it out: trials then run in the page.`,
  )
})
