import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const page = readFileSync(new URL('../src/content/docs/guides/from-python.mdx', import.meta.url), 'utf8')

it.each(['backend', 'data', 'models', 'train', 'viz'])(
  'the guide for people from Python names everything that @dlw/%s exports',
  async (name) => {
    const module = (await import(`@dlw/${name}`)) as object
    expect(Object.keys(module).filter((symbol) => !new RegExp(`\\b${symbol}\\b`).test(page))).toEqual([])
  },
)
