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

  const bytes = (text: string) => new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))])

  it('refuses bytes that are not UTF-8, names the line, and reads them in their encoding', async () => {
    const file = bytes('name,n\nS\xe4r\xe5s,1\nS\xf6r\xf6s,2\n')
    await expect(loadCsv(file)).rejects.toThrow(
      "loadCsv: expected text in UTF-8, received the byte 0xE4 in line 2. Pass { encoding: 'latin1' } for files of Excel and older programs, or save the file as UTF-8.",
    )
    const table = await loadCsv(file, { encoding: 'latin1' })
    expect(table.labels('name')).toEqual(['Säräs', 'Sörös'].map((name) => name.replace('rä', 'rå')))
    await expect(loadCsv(file, { encoding: 'utf-8' })).rejects.toThrow(
      'Pass the encoding that the file was written in.',
    )
    await expect(loadCsv(file, { encoding: 'klingon' })).rejects.toThrow('received encoding="klingon"')
    await expect(loadCsv(file, { encodng: 'latin1' } as never)).rejects.toThrow('Did you mean encoding?')
  })

  it('knows UTF-16 without a byte-order mark by its zeros', async () => {
    const file = bytes([...'a,b\n1,2\n'].map((character) => `${character}\0`).join(''))
    await expect(loadCsv(file)).rejects.toThrow("Pass { encoding: 'utf-16le' }.")
    expect((await loadCsv(file, { encoding: 'utf-16le' })).toObjects()).toEqual([{ a: 1, b: 2 }])
  })

  it('refuses a broken gzip file', async () => {
    await expect(loadCsv(bytes('\x1f\x8b\x08broken'))).rejects.toThrow(
      'expected a gzip file, received one that is broken',
    )
  })
})
