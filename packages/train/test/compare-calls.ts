import * as tf from '@tensorflow/tfjs-core'
import { replaysOf } from '../src/capture/replay-calls.ts'
import { evaluate } from '../src/evaluate/evaluate.ts'
import { predictOutputs } from '../src/evaluate/predict-outputs.ts'
import type { CompareOptions } from './compare-captured.ts'

const rows = 13
const batchSize = 5

/** Numbers in bits, so that NaN and signs of zeros count. */
const bits = (values: Float32Array): string => Buffer.from(values.slice().buffer).toString('base64')

function numbersOf(tensors: readonly tf.Tensor[]) {
  const all = tensors.map((tensor) => ({ shape: tensor.shape, data: tensor.dataSync() as Float32Array }))
  tf.dispose([...tensors])
  return all.length === 1 ? all[0]! : all
}

/** Predicts and evaluates again and again, plainly and with captured calls, and returns what came of both. */
export async function compareCalls({ build, inputs, targets, rowsOf, weighted, capture }: CompareOptions): Promise<{
  plain: string[]
  captured: string[]
  replays: { predict: number; measure: number }
}> {
  const model = build()
  const normal = () => inputs.map((shape) => tf.randomNormal([rows, ...shape], 0, 1, 'float32', 7))
  const x = numbersOf(rowsOf?.(rows, 7) ?? normal())
  const y = numbersOf(targets(rows, 8))
  const sampleWeight = weighted ? { sampleWeight: Array.from({ length: rows }, (_, row) => row / rows) } : {}
  const plain: string[] = []
  const captured: string[] = []
  const left = async (options: { batchSize?: number; capture?: boolean }): Promise<string[]> => {
    const outputs = await predictOutputs(model, x, options)
    const values = await evaluate(model, { x, y, ...sampleWeight }, options)
    const lines = Object.entries(outputs).map(([name, { shape, data }]) => `${name} ${shape} ${bits(data)}`)
    return [...lines, JSON.stringify(values)]
  }
  // The second time with other weights: what was captured stays.
  for (const [factor, times] of [
    [1, 4],
    [0.7, 1],
  ] as const) {
    tf.tidy(() => model.setWeights(model.getWeights().map((weight) => tf.mul(weight, factor))))
    for (const size of [{}, { batchSize }]) {
      const expected = await left({ ...size, capture: false })
      for (let time = 0; time < times; time++) {
        plain.push(...expected)
        captured.push(...(await left({ ...size, ...(capture !== undefined && { capture }) })))
      }
    }
  }
  const replays = replaysOf(model)
  model.dispose()
  return { plain, captured, replays }
}
