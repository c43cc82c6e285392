import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import { expect, it, vi } from 'vitest'
import { append } from './append.ts'
import { createFile } from './create-file.ts'
import { listFolder, makeFolder, removeFile } from './folders.ts'

let room = Number.POSITIVE_INFINITY
vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof import('node:fs/promises')>()
  return {
    ...actual,
    open: async (...parameters: Parameters<typeof actual.open>) => {
      const file = await actual.open(...parameters)
      const write = file.write.bind(file)
      file.write = ((bytes: Uint8Array) => write(bytes.subarray(0, room))) as typeof file.write
      return file
    },
  }
})

it('appends text and bytes, and makes the folder', async () => {
  const path = join(temporaryDirectory(), 'logs', 'run.csv')
  await append(path, 'a\n')
  await append(path, new TextEncoder().encode('ä\n'))
  expect(readFileSync(path, 'utf8')).toBe('a\nä\n')
})

it('leaves the file as it was when the disk is full', async () => {
  const path = join(temporaryDirectory(), 'run.csv')
  await append(path, 'whole\n')
  room = 3
  await expect(append(path, 'another\n')).rejects.toThrow('no space left on the disk')
  room = Number.POSITIVE_INFINITY
  expect(readFileSync(path, 'utf8')).toBe('whole\n')
})

it('creates a file once, and leaves nothing beside it', async () => {
  const folder = temporaryDirectory()
  const path = join(folder, 'header.csv')
  await Promise.all([createFile(path, 'first'), createFile(path, 'first')])
  await createFile(path, 'second')
  expect(readFileSync(path, 'utf8')).toBe('first')
  expect(readdirSync(folder)).toEqual(['header.csv'])
})

it('lists names in order, and removes what may be gone', async () => {
  const folder = join(temporaryDirectory(), 'a', 'b')
  await makeFolder(folder)
  for (const name of ['2', '10', '1']) writeFileSync(join(folder, name), '')
  await removeFile(join(folder, '10'))
  await removeFile(join(folder, '10'))
  expect(await listFolder(folder)).toEqual(['1', '2'])
})
