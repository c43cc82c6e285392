import { expect, it } from 'vitest'
import { penguins } from './src/penguins.js'

it('recognises penguins', async () => {
  const result = await penguins({ png: true })
  expect(result.accuracy).toBeGreaterThan(0.93)
  process.stdout.write(`\n${JSON.stringify(result)}\n`)
}, 60_000)
