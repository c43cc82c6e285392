import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryDirectory } from '@dlw/testing'
import { afterEach, expect, it, vi } from 'vitest'
import { hasVulkanDriver } from './has-vulkan-driver.ts'

afterEach(() => vi.unstubAllEnvs())

it('looks only where VK_DRIVER_FILES says, if it says so', () => {
  const folder = temporaryDirectory()
  const manifest = join(folder, 'gpu.json')
  vi.stubEnv('VK_DRIVER_FILES', manifest)
  expect(hasVulkanDriver()).toBe(false)
  writeFileSync(manifest, '{}')
  expect(hasVulkanDriver()).toBe(true)
  vi.stubEnv('VK_DRIVER_FILES', `/nowhere.json:${folder}`)
  expect(hasVulkanDriver()).toBe(true)
})

it("finds the manifests of a user's own drivers", () => {
  const home = temporaryDirectory()
  mkdirSync(join(home, 'vulkan/icd.d'), { recursive: true })
  writeFileSync(join(home, 'vulkan/icd.d/gpu.json'), '{}')
  vi.stubEnv('VK_DRIVER_FILES', '')
  vi.stubEnv('VK_ICD_FILENAMES', '')
  vi.stubEnv('XDG_DATA_HOME', home)
  expect(hasVulkanDriver()).toBe(true)
})
