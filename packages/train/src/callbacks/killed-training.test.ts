import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory } from '@dlw/testing'
import { expect, it } from 'vitest'

const script = fileURLToPath(new URL('../../test/resumed-training.ts', import.meta.url))

/** Runs the training; kills it when it has printed the line. Resolves to its last line, or to undefined when killed. */
function run({ path, killAt }: { path?: string; killAt?: number }): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=@dlw/source', script, ...(path ? [path] : [])])
    let output = ''
    let errors = ''
    child.stdout.on('data', (text) => {
      output += String(text)
      if (killAt !== undefined && output.includes(`epoch ${killAt}\n`)) child.kill('SIGKILL')
    })
    child.stderr.on('data', (text) => {
      errors += String(text)
    })
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(undefined)
      else if (code === 0) resolve(output.trim().split('\n').at(-1))
      else reject(new Error(errors))
    })
  })
}

it('a training killed twice resumes to the digits of an unbroken one', async () => {
  const path = join(temporaryDirectory(), 'backup')
  const [unbroken] = await Promise.all([run({}), run({ path, killAt: 2 })])
  expect(existsSync(path)).toBe(true)
  expect(await run({ path, killAt: 7 })).toBeUndefined()
  const resumed = await run({ path })
  expect(resumed).toBe(unbroken)
  expect(JSON.parse(resumed!).history.epochs).toHaveLength(12)
})
