import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import { expect, it } from 'vitest'
import { partialPath } from './partial-files.ts'
import { writeAtomically } from './write-atomically.ts'

it('a write removes what a process of this machine that has ended left half-written, and nothing else', async () => {
  const folder = join(temporaryDirectory(), 'models')
  mkdirSync(folder)
  const pid = execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).trim()
  const own = partialPath(join(folder, 'weights'))
  const dead = own.replace(`-${process.pid}-`, `-${pid}-`)
  const elsewhere = dead.replace('weights.', 'weights.other-')
  const kept = [own, elsewhere, join(folder, 'notes.partial'), join(folder, 'notes.txt')]
  for (const path of [dead, ...kept]) writeFileSync(path, 'x')
  await writeAtomically(join(folder, 'weights'), 'whole')
  expect(readdirSync(folder).sort()).toEqual([...kept.map((path) => basename(path)), 'weights'].sort())
})
