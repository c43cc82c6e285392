import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { saveWeights } from '@dlw/models/weights'
import { temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { layers, sequential } from '@tensorflow/tfjs-layers'
import { expect, it, vi } from 'vitest'
import { compile } from '../loop/compile.ts'
import { fit } from '../loop/fit.ts'
import { backupAndRestore } from './backup-and-restore.ts'

/** A disk that takes the first bytes of a file and is full then. */
vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof import('node:fs/promises')>()
  return {
    ...actual,
    open: async (...parameters: Parameters<typeof actual.open>) => {
      const file = await actual.open(...parameters)
      file.writeFile = async (data) => {
        await file.write((data as Uint8Array).subarray(0, 10))
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
      }
      return file
    },
  }
})

it('a full disk leaves the last whole file, and nothing half-written', async () => {
  await tf.setBackend('cpu')
  const folder = temporaryDirectory()
  const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] })
  compile(model, { loss: 'mse' })
  const path = join(folder, 'weights')
  writeFileSync(path, 'whole')
  await expect(saveWeights(model, path)).rejects.toThrow(/^Cannot write .*ENOSPC.*Nothing was left half-written/)
  const callbacks = [backupAndRestore(join(folder, 'backup'))]
  await expect(fit(model, { x: [[1]], y: [1] }, { epochs: 2, seed: 0, callbacks })).rejects.toThrow(/ENOSPC/)
  expect(readdirSync(folder)).toEqual(['weights'])
  expect(readFileSync(path, 'utf8')).toBe('whole')
})
