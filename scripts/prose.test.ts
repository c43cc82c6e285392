import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { findWordings, proseFiles, wordings } from './prose.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

it('finds a wording of the list with its line', () => {
  expect(findWordings('one\nthe backend in force\n')).toEqual([{ line: 2, found: 'backend in force', write: 'active' }])
  for (const { pattern } of wordings) expect(pattern.source).not.toBe('')
})

it('no text of the project holds one', () => {
  const files = proseFiles(root)
  expect(files.length).toBeGreaterThan(500)
  const found = files.flatMap((file) =>
    findWordings(readFileSync(`${root}/${file}`, 'utf8')).map((each) => `${file}:${each.line} ${each.found}`),
  )
  expect(found).toEqual([])
})
