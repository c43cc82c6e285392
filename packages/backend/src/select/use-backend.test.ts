import { getBackend, getKernel, memory, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core'
import { afterEach, expect, it, vi } from 'vitest'
import { useBackend } from './use-backend.ts'

afterEach(() => vi.unstubAllEnvs())

it.each(['wasm', 'cpu'] as const)('puts %s in force when asked for', async (name) => {
  const report = await useBackend({ prefer: name })
  expect(report).toMatchObject({ name, kind: 'cpu', tried: [{ name, ok: true }] })
  expect(report.threads).toBeGreaterThanOrEqual(1)
  expect(report.device).not.toBe('')
  expect(getBackend()).toBe(name)
})

it('tries in order and gives a reason for each that it passes over', async () => {
  const { name, tried } = await useBackend()
  expect(tried.at(-1)).toMatchObject({ name, ok: true })
  for (const attempt of tried.slice(0, -1))
    expect(attempt).toMatchObject({ ok: false, reason: expect.stringMatching(/\w/) })
  expect(getBackend()).toBe(name)
})

it('obeys DLW_BACKEND, and prefer more than that', async () => {
  vi.stubEnv('DLW_BACKEND', 'cpu')
  expect((await useBackend()).name).toBe('cpu')
  expect((await useBackend({ prefer: 'wasm' })).name).toBe('wasm')
})

it('finds the fastest for DLW_BACKEND=auto', async () => {
  vi.stubEnv('DLW_BACKEND', 'auto')
  expect((await useBackend()).tried.length).toBeGreaterThan(1)
})

it('says which names there are when it gets another', async () => {
  await expect(useBackend({ prefer: 'cuda' as 'cpu' })).rejects.toThrow(
    'useBackend: expected one of tfjs-node-gpu, webgpu, tfjs-node, webgl, wasm, cpu, received prefer=cuda.',
  )
})

it('names DLW_BACKEND when that is wrong', async () => {
  vi.stubEnv('DLW_BACKEND', 'gpu')
  await expect(useBackend()).rejects.toThrow(/received DLW_BACKEND=gpu/)
})

it('queues calls that overlap: each answers for itself, and the last one decides', async () => {
  const wishes = ['wasm', 'cpu', undefined, 'webgl', 'cpu', 'wasm', 'cpu'] as const
  const settled = await Promise.allSettled(wishes.map((prefer) => useBackend({ prefer })))
  expect(settled.map((one) => (one.status === 'fulfilled' ? one.value.name : one.reason.message))).toEqual([
    ...['wasm', 'cpu', 'wasm', expect.stringContaining('webgl needs a browser'), 'cpu', 'wasm', 'cpu'],
  ])
  expect(getBackend()).toBe('cpu')
  const twice = await Promise.all([useBackend({ prefer: 'wasm' }), useBackend({ prefer: 'wasm' })])
  expect(twice.map(({ name }) => name)).toEqual(['wasm', 'wasm'])
  expect(getBackend()).toBe('wasm')
})

it('throws the reason when the one asked for cannot start, and leaves the former in force', async () => {
  await useBackend({ prefer: 'cpu' })
  await expect(useBackend({ prefer: 'webgl' })).rejects.toThrow(/expected webgl to start.*webgl needs a browser/)
  expect(getBackend()).toBe('cpu')
})

it('passes over a backend that starts and computes nonsense, and leaves the former in force', async () => {
  await useBackend({ prefer: 'cpu' })
  await useBackend({ prefer: 'wasm' })
  const square = getKernel('Square', 'cpu')
  unregisterKernel('Square', 'cpu')
  registerKernel({ ...getKernel('Abs', 'cpu'), kernelName: 'Square' })
  try {
    await expect(useBackend({ prefer: 'cpu' })).rejects.toThrow(/expected cpu to start.*trains wrongly/)
    expect(getBackend()).toBe('wasm')
  } finally {
    unregisterKernel('Square', 'cpu')
    registerKernel(square)
  }
})

it.each([0, -1, 1.5, Number.NaN])('refuses threads=%s', async (threads) => {
  await expect(useBackend({ threads })).rejects.toThrow(RangeError)
})

it('leaves no tensor behind', async () => {
  await useBackend({ prefer: 'wasm' })
  const before = memory().numTensors
  await useBackend({ prefer: 'cpu' })
  await useBackend({ prefer: 'wasm' })
  expect(memory().numTensors).toBe(before)
})
