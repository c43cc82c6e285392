import { writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import { expect, it } from 'vitest'
import { lockDirectory } from './directory-lock.ts'

it('the lock of a killed process is taken over by one of many that come at once', async () => {
  for (let round = 0; round < 60; round++) {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'search.lock'), JSON.stringify({ host: hostname(), pid: 4194305 }))
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => lockDirectory(directory)))
    const releases = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(releases).toHaveLength(1)
    await releases[0]!()
    await (await lockDirectory(directory))()
  }
})
