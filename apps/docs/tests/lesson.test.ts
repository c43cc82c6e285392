import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = new URL('../src/content/docs/episodes/', import.meta.url)
/** How many exercises the lesson has that this one follows, episode by episode. */
const atLeast = [5, 5, 8, 9, 2, 1]

/** The exercises of a page, as the text between `challenge` and the end of its block. */
function challenges(text: string): string[] {
  return [...text.matchAll(/^(:{3,})challenge\[[\s\S]*?^\1$/gm)].map(([block]) => block)
}

const pages = globSync('*.mdx', { cwd: folder.pathname })
  .sort()
  .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')] as const)

it('has an episode for each of the lesson', () => {
  expect(pages).toHaveLength(atLeast.length)
})

it.each(pages)('%s has the exercises of the lesson, with hint and solution', (file, text) => {
  const whole = challenges(text).filter((block) => /^:{3,}hint/m.test(block) && /^:{3,}solution/m.test(block))
  expect(whole.length).toBeGreaterThanOrEqual(atLeast[Number(file.slice(0, 2)) - 1]!)
})

it.each(pages)('%s gives each answer: an exercise without a solution is a quiz, which explains itself', (_, text) => {
  const bare = challenges(text).filter((block) => !/^:{3,}solution/m.test(block))
  for (const block of bare) expect(block).toMatch(/<Quiz[\s\S]*because:/)
})
