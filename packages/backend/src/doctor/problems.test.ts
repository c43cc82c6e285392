import { expect, it } from 'vitest'
import type { DoctorReport } from './doctor-report.ts'
import { problems } from './problems.ts'

type Findings = Parameters<typeof problems>[0]

const healthy: Findings = {
  wasm: { simd: true, relaxedSimd: true, sharedMemory: true },
  libraries: { vulkan: '/lib/libvulkan.so.1', nvidiaDriver: undefined, cuda11: undefined, cudnn8: undefined },
  packages: { found: [{ name: 'webgpu', version: '0.6.2', path: '/webgpu' }], cores: ['/core'], nativePartMissing: [] },
  backend: { name: 'webgpu', kind: 'gpu', device: 'a GPU', threads: 1, tried: [] },
}
const onWasm: DoctorReport['backend'] = { name: 'wasm', kind: 'cpu', device: 'a CPU', threads: 2, tried: [] }
const installed = (...names: string[]) => names.map((name) => ({ name, version: '4.22.0', path: `/${name}` }))

it('has nothing to say about a machine that uses its GPU', () => {
  expect(problems(healthy)).toEqual([])
})

it.each<[string, Partial<Findings>, RegExp, RegExp]>([
  [
    'two copies of the core',
    { packages: { ...healthy.packages!, cores: ['/a', '/b'] } },
    /2 copies.*\/a, \/b/,
    /npm dedupe/,
  ],
  [
    'a blocked install script',
    { packages: { ...healthy.packages!, nativePartMissing: ['@tensorflow/tfjs-node'] } },
    /without its native part/,
    /npm rebuild @tensorflow\/tfjs-node/,
  ],
  ['no relaxed SIMD', { wasm: { ...healthy.wasm, relaxedSimd: false } }, /relaxed SIMD/, /Node 22/],
  ['no SIMD', { wasm: { ...healthy.wasm, simd: false, relaxedSimd: false } }, /no WebAssembly SIMD/, /update/],
  [
    'no webgpu package',
    { backend: onWasm, packages: { ...healthy.packages!, found: [] } },
    /GPU.*not used/,
    /npm install webgpu/,
  ],
  ['no Vulkan', { backend: onWasm, libraries: { ...healthy.libraries!, vulkan: undefined } }, /Vulkan/, /libvulkan1/],
  [
    'no GPU',
    { backend: { ...onWasm, tried: [{ name: 'webgpu', ok: false, reason: 'No GPU was found.', milliseconds: 1 }] } },
    /No GPU/,
    /driver/,
  ],
  [
    'tfjs-node-gpu without CUDA 11',
    { packages: { ...healthy.packages!, found: installed('@tensorflow/tfjs-node-gpu') } },
    /CUDA 11.2/,
    /webgpu/,
  ],
])('names %s and the remedy', (_, findings, problem, remedy) => {
  const advice = problems({ ...healthy, ...findings })
  expect(advice.some((item) => problem.test(item.problem) && remedy.test(item.remedy))).toBe(true)
})
