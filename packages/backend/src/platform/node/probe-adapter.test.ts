import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { temporaryDirectory } from '@dlw/testing'
import { afterEach, expect, it, vi } from 'vitest'
import { probeAdapter } from './probe-adapter.ts'

afterEach(() => vi.unstubAllEnvs())

/** A package like `webgpu` whose driver prints, with an adapter of this description. */
function dawn(adapter: string): string {
  const folder = temporaryDirectory()
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'dawn.mjs')
  writeFileSync(
    file,
    `export const globals = {}
export const create = () => ({ requestAdapter: async () => { console.error('error: XDG_RUNTIME_DIR is invalid'); ${adapter} } })`,
  )
  return pathToFileURL(file).href
}

it('tells the name of the adapter, and nothing that its driver printed', async () => {
  vi.stubEnv('DLW_GPU_PROBE', '')
  const error = vi.spyOn(process.stderr, 'write')
  const address = dawn("return { info: { vendor: 'mesa', description: 'llvmpipe (LLVM 15)' } }")
  expect(await probeAdapter(address, 'high')).toBe('mesa   llvmpipe (LLVM 15)')
  expect(error).not.toHaveBeenCalled()
  // The second time, and in processes of this one, nobody looks again.
  expect(await probeAdapter('file:///nowhere.mjs', 'high')).toBe('mesa   llvmpipe (LLVM 15)')
})

it('tells that there is none', async () => {
  vi.stubEnv('DLW_GPU_PROBE', '')
  expect(await probeAdapter(dawn('return null'), 'low')).toBeUndefined()
})

it('makes a reason of what was printed when the driver fails', async () => {
  vi.stubEnv('DLW_GPU_PROBE', '')
  await expect(probeAdapter(dawn('process.exit(3)'), 'high')).rejects.toThrow(
    'Looking for a GPU failed: error: XDG_RUNTIME_DIR is invalid',
  )
})
