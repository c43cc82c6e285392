import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryDirectory } from '@dlw/testing'
import { expect, it } from 'vitest'
import { inAProcess } from './in-a-process.ts'

/*
 * @tensorflow/tfjs-node and -gpu download TensorFlow when they are installed, which cannot be relied on in a test. These
 * stand-ins have what useBackend sees of them: a backend called `tensorflow`, `isUsingGpuDevice`, and the call of
 * util.isNullOrUndefined that Node 23 made fail.
 */
const here = fileURLToPath(import.meta.url)
const works = (gpu: boolean) => `
const ours = require('node:module').createRequire(${JSON.stringify(here)})
const tf = ours('@tensorflow/tfjs-core')
const { MathBackendCPU } = ours('@tensorflow/tfjs-backend-cpu')
if (require('node:util').isNullOrUndefined(0) || !require('node:util').isArray([])) throw new Error('not restored')
class Native extends MathBackendCPU {
  isUsingGpuDevice = ${gpu}
  firstUse = false
}
for (const kernel of tf.getKernelsForBackend('cpu')) tf.registerKernel({ ...kernel, backendName: 'tensorflow' })
tf.registerBackend('tensorflow', () => new Native(), 3)`
const lacksItsBinary = `throw new Error("Cannot find module '../lib/napi-v8/tfjs_binding.node'\\nRequire stack:")`
const anotherCopy = 'module.exports = {}'

function appWith(packages: Record<string, string>): string {
  const app = temporaryDirectory()
  writeFileSync(join(app, 'package.json'), '{}')
  for (const [name, code] of Object.entries(packages)) {
    const folder = join(app, 'node_modules', name)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '4.22.0', main: 'index.js' }))
    writeFileSync(join(folder, 'index.js'), code)
  }
  return app
}

const gpu = '@tensorflow/tfjs-node-gpu'
const node = '@tensorflow/tfjs-node'

it('takes tfjs-node-gpu before all others when the app has it and it finds a GPU', async () => {
  const { report, dense } = await inAProcess({}, {}, appWith({ [gpu]: works(true), [node]: works(false) }))
  expect(report).toMatchObject({ name: 'tfjs-node-gpu', kind: 'gpu', tried: [{ name: 'tfjs-node-gpu', ok: true }] })
  expect(dense).toHaveLength(10)
})

it('takes tfjs-node when tfjs-node-gpu finds no GPU, and says what that one needs', async () => {
  const { report } = await inAProcess({}, {}, appWith({ [gpu]: works(false), [node]: works(false) }))
  expect(report).toMatchObject({ name: 'tfjs-node', kind: 'cpu' })
  expect(report.tried[0]!.reason).toContain('CUDA 11.2')
})

it('goes on to wasm when the native part was not downloaded, and says how to get it', async () => {
  const { report } = await inAProcess({}, {}, appWith({ [node]: lacksItsBinary }))
  expect(report.name).toBe('wasm')
  expect(report.tried.find(({ name }) => name === 'tfjs-node')!.reason).toMatch(/tfjs_binding.node'.*npm rebuild/)
})

it('notices a package that brought its own copy of TensorFlow.js', async () => {
  const { report } = await inAProcess({}, {}, appWith({ [node]: anotherCopy }))
  expect(report.tried.find(({ name }) => name === 'tfjs-node')!.reason).toContain('another copy of TensorFlow.js')
})

it('hands threads on to TensorFlow', async () => {
  const { report } = await inAProcess({ prefer: 'tfjs-node', threads: 3 }, {}, appWith({ [node]: works(false) }))
  expect(report.threads).toBe(3)
})

it('throws the reason when it is asked for by name and is not there', async () => {
  await expect(inAProcess({ prefer: 'tfjs-node' }, {}, appWith({}))).rejects.toThrow(
    /npm install @tensorflow\/tfjs-node/,
  )
})
