import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { beforeAll, describe, expect, it } from 'vitest'
import { inAProcess } from './in-a-process.ts'
import type { TenSteps } from './ten-steps.ts'

let cpu: TenSteps
beforeAll(async () => {
  cpu = await inAProcess({ prefer: 'cpu' })
})

const distance = (one: number[], other: number[]) =>
  Math.max(...one.map((value, index) => Math.abs(value - other[index]!)))

describe('a process of its own', () => {
  it.each([1, 2, 4])(
    "trains on wasm with threads: %i to the cpu backend's losses, and ends by itself",
    async (threads) => {
      const wasm = await inAProcess({ prefer: 'wasm', threads })
      expect(wasm.report).toMatchObject({ name: 'wasm', threads })
      expect(distance(wasm.dense, cpu.dense)).toBeLessThan(1e-5)
      expect(distance(wasm.convolutional, cpu.convolutional)).toBeLessThan(1e-5)
    },
  )

  it('gets the same digits from any number of threads, each time', async () => {
    const [one, ...others] = await Promise.all([1, 2, 4, 4].map((threads) => inAProcess({ prefer: 'wasm', threads })))
    for (const other of others) {
      expect(other.dense).toEqual(one!.dense)
      expect(other.convolutional).toEqual(one!.convolutional)
    }
  })

  it('trains inside a worker thread, with helpers of its own', async () => {
    const worker = new Worker(
      `const { parentPort, workerData } = require('node:worker_threads')
       import(workerData).then(({ tenSteps }) => tenSteps({ prefer: 'wasm', threads: 2 })).then((result) => parentPort.postMessage(result))`,
      {
        eval: true,
        workerData: new URL('./ten-steps.ts', import.meta.url).href,
        execArgv: ['--conditions=@dlw/source', '--experimental-strip-types', '--no-warnings'],
      },
    )
    const result = await new Promise<TenSteps>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    })
    await worker.terminate()
    expect(result.report.threads).toBe(2)
    expect(distance(result.convolutional, cpu.convolutional)).toBeLessThan(1e-5)
  })
})

/** Chromium's Vulkan on the processor: slow, and the same everywhere. */
const driver = '/usr/lib/chromium/vk_swiftshader_icd.json'
const software = { VK_ICD_FILENAMES: driver, VK_DRIVER_FILES: driver, LD_LIBRARY_PATH: '/usr/lib/chromium' }

describe.skipIf(!existsSync(driver))(
  "webgpu in Node by SwiftShader (needs Debian's chromium: apt-get install chromium)",
  () => {
    it('is taken when asked for, and trains to within 1e-3 of cpu', async () => {
      const { report, dense, convolutional } = await inAProcess({ prefer: 'webgpu' }, software)
      expect(report).toMatchObject({ name: 'webgpu', kind: 'gpu', device: expect.stringContaining('SwiftShader') })
      expect(distance(dense, cpu.dense)).toBeLessThan(1e-3)
      expect(distance(convolutional, cpu.convolutional)).toBeLessThan(1e-3)
    }, 180_000)

    it('computes the gradients of convolutions as cpu does, and small tensors in the order of the program', async () => {
      type Found = { differences: Record<string, number[]>; small: Record<string, number[]> }
      const { differences, small } = await inAProcess<Found>({}, software, process.cwd(), 'webgpu-gradients.ts')
      for (const [name, found] of Object.entries(differences)) {
        for (const difference of found) expect(difference, name).toBeLessThan(1e-5)
      }
      expect(Object.keys(differences)).toHaveLength(9)
      expect(small).toEqual({ sum: [5050, 5050, 5050], int32: [4, 1], bool: [0, 1] })
    }, 180_000)

    it('says what to do when the GPU is lost, and starts again', async () => {
      const found = await inAProcess<{ message: string; again: string }>({}, software, process.cwd(), 'lose-gpu.ts')
      expect(found.message).toMatch(
        /^webgpu: expected the GPU to be there, received its loss: .*Call useBackend\(\) again/,
      )
      expect(found.again).toBe('webgpu')
    })

    it('is passed over when not asked for, as wasm is faster', async () => {
      const { report } = await inAProcess({}, software)
      expect(report.name).toBe('wasm')
      expect(report.tried.find(({ name }) => name === 'webgpu')).toMatchObject({
        ok: false,
        reason: expect.stringContaining('Only a software adapter was found'),
      })
    })
  },
)

it('says what is missing when Linux has no Vulkan loader or no GPU', async () => {
  const { report } = await inAProcess({}, { LD_LIBRARY_PATH: '' })
  const webgpu = report.tried.find(({ name }) => name === 'webgpu')
  if (report.name !== 'webgpu') expect(webgpu?.reason).toMatch(/libvulkan1|No GPU was found|software adapter/)
})
