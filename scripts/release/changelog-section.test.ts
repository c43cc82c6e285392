import { expect, it } from 'vitest'
import { changelogSection } from './changelog-section.ts'

const changelog = `# @dlw/data

## 0.2.0

### Minor Changes

- Adds b.

## 0.1.0

- Adds a.
`

it.each([
  ['0.2.0', '### Minor Changes\n\n- Adds b.'],
  ['0.1.0', '- Adds a.'],
  ['0.1', ''],
])('finds what is new in %s', (version, text) => {
  expect(changelogSection(changelog, version)).toBe(text)
})
