import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { compile } from '../../src/compile/compile.ts'
import type { TrialContext, TuneData } from '../../src/tuner/run/study.ts'
import { choice } from '../../src/tuner/space/choice.ts'
import { integer } from '../../src/tuner/space/integer.ts'
import type { Choice, Range, ValuesOf } from '../../src/tuner/space/parameter.ts'

/** A small search for tests of `tune`: nine trials. */
export const space: { readonly units: Range; readonly rate: Choice<0.001 | 0.02 | 0.1> } = {
  units: integer({ min: 2, max: 6, step: 2 }),
  rate: choice([0.001, 0.02, 0.1]),
}

const x = Array.from({ length: 48 }, (_, row) => [Math.sin(row), Math.cos(row * 2), (row % 7) / 7])
const y = x.map(([a, b]) => (a! > 0.5 ? [1, 0, 0] : b! > 0 ? [0, 1, 0] : [0, 0, 1]))

export const data: TuneData = {
  x: x.slice(0, 36),
  y: y.slice(0, 36),
  validation: { x: x.slice(36), y: y.slice(36) },
}

export function build({ units, rate }: ValuesOf<typeof space>, { seed }: TrialContext): LayersModel {
  const model = sequential()
  const kernelInitializer = initializers.glorotUniform({ seed: seed + 1 })
  model.add(layers.dense({ units, activation: 'relu', inputShape: [3], kernelInitializer }))
  // Without a seed of its own: the search sees to it that it repeats.
  model.add(layers.dense({ units: 3, activation: 'softmax' }))
  compile(model, { loss: 'categoricalCrossentropy', metrics: ['accuracy'], learningRate: rate })
  return model
}
