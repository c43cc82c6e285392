/** What the searches try. Each trial notes in the file named by LEDGER that it begins. */
import { appendFileSync } from 'node:fs'
import { denseNetwork } from '@dlw/models'
import '@dlw/testing/cpu-backend'
import { compile } from '@dlw/train'
import { decimal, integer, type Range, type TrialContext, type TuneData, type ValuesOf } from '@dlw/train/tuner'
import type { LayersModel } from '@tensorflow/tfjs-layers'

export const space: { readonly units: Range; readonly rate: Range } = {
  units: integer({ min: 2, max: 16 }),
  rate: decimal({ min: 0.001, max: 0.1, sampling: 'log' }),
}

const x = Array.from({ length: 48 }, (_, row) => [Math.sin(row), Math.cos(row * 2), (row % 7) / 7])
const y = x.map(([a, b]) => (a! > 0.5 ? [1, 0, 0] : b! > 0 ? [0, 1, 0] : [0, 0, 1]))

export const data: TuneData = {
  x: x.slice(0, 36),
  y: y.slice(0, 36),
  validation: { x: x.slice(36), y: y.slice(36) },
}

export function build({ units, rate }: ValuesOf<typeof space>, { id, seed }: TrialContext): LayersModel {
  if (process.env.LEDGER) appendFileSync(process.env.LEDGER, `start ${id}\n`)
  const model = denseNetwork({ inputs: 3, hidden: [units], outputs: 3, outputActivation: 'softmax', seed })
  compile(model, { loss: 'categoricalCrossentropy', metrics: ['accuracy'], learningRate: rate })
  return model
}
