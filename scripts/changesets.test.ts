import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

const changesets = globSync('.changeset/*.md', { cwd: root }).map((file) => ({
  file,
  text: readFileSync(`${root}/${file}`, 'utf8'),
}))

it('every changeset names packages and ends as one sentence', () => {
  for (const { file, text } of changesets) {
    expect(text, file).toMatch(
      /^---\n(?:(?:['"]@dlw\/(?:backend|data|models|train|viz)['"]|create-dlw): (?:major|minor|patch)\n)+---\n\n[A-Z`]/,
    )
    expect(text.trim(), file).toMatch(/\.$/)
  }
})

it('a new minor or major version of a package comes with one of create-dlw, whose templates name it', () => {
  if (!changesets.some(({ text }) => /^['"]@dlw\/\w+['"]: (?:major|minor)$/m.test(text))) return
  expect(changesets.filter(({ text }) => /^create-dlw: \w+$/m.test(text))).not.toEqual([])
})
