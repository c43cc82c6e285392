import { writeSync } from 'node:fs'
import { penguins } from './src/penguins.js'

test('recognises penguins', async () => {
  const result = await penguins({ png: true })
  expect(result.accuracy).toBeGreaterThan(0.93)
  writeSync(1, `\n${JSON.stringify(result)}\n`)
}, 60_000)
