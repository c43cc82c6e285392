import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

it('every changeset names packages and ends as one sentence', () => {
  for (const file of globSync('.changeset/*.md', { cwd: root })) {
    const text = readFileSync(`${root}/${file}`, 'utf8')
    expect(text, file).toMatch(
      /^---\n(?:['"]@dlw\/(?:backend|data|models|train|viz)['"]: (?:major|minor|patch)\n)+---\n\n[A-Z]/,
    )
    expect(text.trim(), file).toMatch(/\.$/)
  }
})
