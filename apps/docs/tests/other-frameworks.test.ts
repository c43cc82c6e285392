import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { exportPenguins, exportSeries } from '../examples/guides/onnx/to-onnx.ts'
import { backToPytorch, farthest, loadConvolutional, loadPerceptron } from '../examples/guides/pytorch/from-pytorch.ts'

interface Recorded {
  shape: number[]
  values: number[]
}
const golden = new URL('../../../packages/testing/golden/torch-models.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(golden, 'utf8')) as {
  cases: { file: string; input: Recorded; output: Recorded }[]
}

it.each([
  ['mlp.pth', loadPerceptron],
  ['cnn.safetensors', loadConvolutional],
] as const)("the guide from PyTorch gives PyTorch's numbers: %s", async (name, load) => {
  const { input, output } = cases.find(({ file }) => file === name)!
  const [x, y] = [input, output].map(({ values, shape }) => tf.tensor(values, shape)) as [tf.Tensor, tf.Tensor]
  expect(farthest(await load(), x, y)).toBeLessThanOrEqual(1e-5)
})

it('the guide from PyTorch writes names of PyTorch', async () => {
  expect(new TextDecoder().decode(await backToPytorch(await loadPerceptron()))).toContain('"2.running_mean"')
})

it('the guide to ONNX writes files', async () => {
  const bytes = await exportPenguins(join(tmpdir(), `dlw-${process.pid}.onnx`))
  expect(new TextDecoder().decode(bytes)).toContain('dense_1/MatMul')
  expect((await exportSeries()).length).toBeGreaterThan(100)
})
