import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

/** Chromium's Vulkan on the processor: slow, and the same everywhere. */
const driver = '/usr/lib/chromium/vk_swiftshader_icd.json'
const software = { VK_ICD_FILENAMES: driver, VK_DRIVER_FILES: driver, LD_LIBRARY_PATH: '/usr/lib/chromium' }

describe.skipIf(!existsSync(driver))(
  "fused kernels on WebGPU by SwiftShader (needs Debian's chromium: apt-get install chromium)",
  () => {
    it('move weights as the operations do that they stand for', async () => {
      const script = fileURLToPath(new URL('../../test/optimizers-on-webgpu.ts', import.meta.url))
      const args = ['--conditions=@dlw/source', '--experimental-strip-types', '--no-warnings', script]
      const { stdout } = await promisify(execFile)(process.execPath, args, {
        env: { ...process.env, ...software },
        timeout: 170_000,
      })
      const { cpu, webgpu, kernels } = JSON.parse(stdout) as {
        cpu: Record<string, number[]>
        webgpu: Record<string, number[]>
        kernels: string[]
      }
      expect(kernels).toEqual(['DlwAdamStep', 'DlwRunningMean'])
      for (const [name, values] of Object.entries(cpu)) {
        for (const [index, value] of values.entries()) {
          expect(Math.abs(webgpu[name]![index]! - value), name).toBeLessThan(1e-5)
        }
      }
      expect(Object.keys(cpu)).toHaveLength(5)
    }, 180_000)
  },
)
