import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { temporaryDirectory } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { fileServer, sendFile, sendStatus } from '../../test/file-server.ts'
import { loadCsv } from '../index.ts'

const text = 'name;mass\nAdelie;3750\n'

describe('loadCsv', () => {
  it('reads a path, a file URL, an address and a picked file', async () => {
    const path = join(temporaryDirectory(), 'birds.csv')
    writeFileSync(path, text)
    const { url } = await fileServer(sendFile(new TextEncoder().encode(text)))
    for (const source of [path, pathToFileURL(path), pathToFileURL(path).href, url, new URL(url), new Blob([text])]) {
      expect((await loadCsv(source, { separator: ';' })).toObjects()).toEqual([{ name: 'Adelie', mass: 3750 }])
    }
  })

  it('says what it could not read, and why', async () => {
    const missing = await loadCsv('nowhere.csv').catch((error: Error) => error)
    expect(missing).toMatchObject({
      message: 'loadCsv: expected a readable file, received source=nowhere.csv. Check the path or address.',
      cause: { code: 'ENOENT' },
    })
    const { url } = await fileServer(sendStatus(404))
    await expect(loadCsv(url)).rejects.toMatchObject({ cause: { message: 'HTTP 404 Not Found' } })
  })
})
