import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { root } from './packages.ts'

const files = globSync('.github/**/*.yml', { cwd: root }).filter((file) => !file.includes('ISSUE_TEMPLATE'))

describe.each(files)('%s', (file) => {
  const text = readFileSync(`${root}${file}`, 'utf8')

  it('pins every action of others by its commit, with the version beside it', () => {
    const uses = [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action!)
    expect(uses.filter((action) => !action.startsWith('./') && !/^[\w/-]+@[0-9a-f]{40} # v\d/.test(action))).toEqual([])
  })

  it('grants nothing but reading to all jobs at once', () => {
    if (file.includes('/workflows/')) expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m)
  })
})

it('publishes only after the tests, without a long-lived token', () => {
  const text = readFileSync(`${root}.github/workflows/release.yml`, 'utf8')
  for (const job of ['publish', 'canary', 'docs']) {
    expect(text).toMatch(new RegExp(`\\n {2}${job}:\\n {4}needs: \\[?[^\\n]*\\btest\\b`))
  }
  expect(text).not.toMatch(/NPM_TOKEN|NODE_AUTH_TOKEN/)
})
