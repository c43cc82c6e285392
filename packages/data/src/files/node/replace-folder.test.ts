import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import { describe, expect, it } from 'vitest'
import { host } from './partial-files.ts'
import { replaceFolder, settleFolder } from './replace-folder.ts'

/** The number of a process that has ended. */
const dead = spawnSync(process.execPath, ['-e', '']).pid
const make = (folder: string, content: string): void => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'model.json'), content)
}
const contentOf = (folder: string): string => readFileSync(join(folder, 'model.json'), 'utf8')

describe('a folder whose replacement was killed', () => {
  const states: [string, Record<string, string>, string | undefined][] = [
    ['while the new one was written', { '': 'old', new: 'ne' }, 'old'],
    ['while the first one was written', { new: 'ne' }, undefined],
    ['between the two renames', { old: 'old', new: 'new' }, 'new'],
    ['before the old one was removed', { '': 'new', old: 'old' }, 'new'],
    ['on the way back', { old: 'old' }, 'old'],
  ]

  it.each(states)('%s is whole afterwards, with nothing beside it', async (_, folders, expected) => {
    for (const settle of [settleFolder, (folder: string) => replaceFolder(folder, { 'model.json': 'next' })]) {
      const folder = join(temporaryDirectory(), 'model')
      for (const [kind, content] of Object.entries(folders)) {
        make(kind === '' ? folder : `${folder}.${host}-${dead}-0123abcd.${kind}`, content)
      }
      const isSettled = await settle(folder)
      if (settle === settleFolder) expect(isSettled).toBe(expected !== undefined)
      const wanted = settle === settleFolder ? expected : 'next'
      expect(existsSync(folder) ? contentOf(folder) : undefined).toBe(wanted)
      expect(readdirSync(join(folder, '..'))).toEqual(wanted === undefined ? [] : ['model'])
    }
  })

  it('is left alone while its process runs, on this machine or another', async () => {
    const folder = join(temporaryDirectory(), 'model')
    make(folder, 'old')
    const others = [`model.${host}-${process.pid}-0123abcd.new`, `model.elsewhere-${dead}-0123abcd.new`, 'model.new']
    for (const name of others) make(join(folder, '..', name), 'ne')
    expect(await settleFolder(folder)).toBe(true)
    expect(readdirSync(join(folder, '..')).sort()).toEqual(['model', ...others].sort())
  })
})
