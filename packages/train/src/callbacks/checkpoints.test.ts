import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatSafetensors, loadWeights, parseSafetensors, saveWeights } from '@dlw/models/weights'
import { golden, temporaryDirectory } from '@dlw/testing'
import * as tf from '@tensorflow/tfjs-core'
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers'
import { beforeAll, describe, expect, it } from 'vitest'
import { drive } from '../../test/drive.ts'
import { compile } from '../loop/compile.ts'
import { fit } from '../loop/fit.ts'
import { predict } from '../loop/predict.ts'
import { backupAndRestore } from './backup-and-restore.ts'
import { modelCheckpoint } from './model-checkpoint.ts'
import { onEpoch } from './on-epoch.ts'

interface Case {
  options: Record<string, unknown>
  file: string
  values: Record<string, number[]>
  files: string[]
}
const { modelCheckpoint: cases } = golden<{ modelCheckpoint: Case[] }>('keras-callbacks')

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const network = (units = 3): LayersModel =>
  sequential({ layers: [layers.dense({ units, inputShape: [2] }), layers.dense({ units: 1 })] })
const x = [
  [1, 2],
  [3, 4],
  [0, 1],
  [2, 2],
]
const y = [1, 2, 3, 4]

describe('modelCheckpoint', () => {
  it.each(cases)('saves $values as $file with $options as Keras does', async ({ options, file, values, files }) => {
    const folder = temporaryDirectory()
    const [[name, list]] = Object.entries(values) as [[string, number[]]]
    const callback = modelCheckpoint(join(folder, file), {
      bestOnly: options.save_best_only === true,
      ...(options.monitor === undefined ? {} : { monitor: options.monitor as string }),
      ...(options.mode === undefined ? {} : { mode: options.mode as 'max' }),
      ...(options.initial_value_threshold === undefined
        ? {}
        : { initialThreshold: options.initial_value_threshold as number }),
    })
    await drive(
      [callback],
      list.map((value) => ({ [name]: value })),
    )
    expect(readdirSync(folder).sort()).toEqual([...files].sort())
  })

  it('saves whole models when given how', async () => {
    const saved: string[] = []
    const save = async (_: LayersModel, path: string): Promise<void> => void saved.push(path)
    await drive([modelCheckpoint('model-{epoch}', { save })], [{ loss: 1 }, { loss: 2 }])
    expect(saved).toEqual(['model-1', 'model-2'])
  })

  it('refuses a path with a name that is not logged', async () => {
    await expect(drive([modelCheckpoint('{val_loss:.2f}')], [{ loss: 1 }])).rejects.toThrowErrorMatchingInlineSnapshot(
      `[RangeError: modelCheckpoint: expected a path with names among loss, epoch, received val_loss in path={val_loss:.2f}.]`,
    )
  })

  it('leaves nothing half-written when the folder cannot be made', async () => {
    const folder = temporaryDirectory()
    writeFileSync(join(folder, 'file'), '')
    const callback = modelCheckpoint(join(folder, 'file', 'weights'))
    await expect(drive([callback], [{ loss: 1 }])).rejects.toThrow(/Cannot write .*Nothing was left half-written/)
    expect(readdirSync(folder)).toEqual(['file'])
  })
})

describe('weights in a file', () => {
  it('give the same predictions in another model of the same architecture', async () => {
    const path = join(temporaryDirectory(), 'weights.safetensors')
    const model = network()
    await saveWeights(model, path)
    const other = network()
    await loadWeights(other, path)
    expect(await predict(other, x)).toEqual(await predict(model, x))
  })

  it('are refused when they are missing, cut off or of another model', async () => {
    const path = join(temporaryDirectory(), 'weights.safetensors')
    await expect(loadWeights(network(), path)).rejects.toThrow(/^loadWeights: expected a file of weights/)
    await saveWeights(network(), path)
    await expect(loadWeights(network(4), path)).rejects.toThrow(/expected weights of shapes \[2, 4\]/)
    truncateSync(path, readFileSync(path).length - 1)
    await expect(loadWeights(network(), path)).rejects.toThrow(RangeError)
    truncateSync(path, 4)
    await expect(loadWeights(network(), path)).rejects.toThrow(/expected a whole safetensors file/)
  })

  it('follow the safetensors format byte for byte', () => {
    const values = new Float32Array([1, -2])
    const bytes = formatSafetensors({ arrays: [{ name: 'a', shape: [2], values }], metadata: { k: 'v' } })
    const header = '{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}'
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8)
    expect(new DataView(bytes.buffer).getUint32(0, true)).toBe(padded.length)
    expect(new TextDecoder().decode(bytes.subarray(8, 8 + padded.length))).toBe(padded)
    expect(parseSafetensors(bytes)).toEqual({ arrays: [{ name: 'a', shape: [2], values }], metadata: { k: 'v' } })
  })
})

describe('backupAndRestore', () => {
  const options = { epochs: 5, batchSize: 2, seed: 7 }
  const trained = (): LayersModel => {
    const model = network()
    tf.tidy(() => {
      for (const [index, weight] of model.weights.entries())
        weight.write(tf.fill(weight.shape as number[], 0.1 + index / 10))
    })
    compile(model, { loss: 'mse' })
    return model
  }
  // Like backupAndRestore after all others, and after it.
  const failAt = (at: number) => ({
    ...onEpoch((epoch) => {
      if (epoch === at) throw new Error('power cut')
    }),
    runsLast: true,
  })

  it.each([0, 2, 4])('goes on after a crash in epoch %i to the digits of an unbroken training', async (at) => {
    const path = join(temporaryDirectory(), 'run', 'backup')
    const unbroken = trained()
    const expected = await fit(unbroken, { x, y }, options)
    const callbacks = [backupAndRestore(path)]
    await expect(fit(trained(), { x, y }, { ...options, callbacks: [...callbacks, failAt(at)] })).rejects.toThrow(
      'power cut',
    )
    expect(existsSync(path)).toBe(true)
    const model = trained()
    const history = await fit(model, { x, y }, { ...options, callbacks })
    expect(history).toEqual(expected)
    expect(await predict(model, x)).toEqual(await predict(unbroken, x))
    expect(existsSync(path)).toBe(false)
  })

  it('refuses a backup of another training', async () => {
    const path = join(temporaryDirectory(), 'backup')
    const callbacks = [backupAndRestore(path)]
    await expect(fit(trained(), { x, y }, { ...options, callbacks: [...callbacks, failAt(1)] })).rejects.toThrow()
    await expect(fit(trained(), { x, y }, { ...options, seed: 8, callbacks })).rejects.toThrow(
      /one with seed=7 where this one has 8/,
    )
    const other = network(4)
    compile(other, { loss: 'mse' })
    await expect(fit(other, { x, y }, { ...options, callbacks })).rejects.toThrow(
      /^backupAndRestore: expected weights of shapes/,
    )
  })

  it('says what is in the way when the path is a folder', async () => {
    const path = temporaryDirectory()
    mkdirSync(join(path, 'x'))
    await expect(fit(trained(), { x, y }, { ...options, callbacks: [backupAndRestore(path)] })).rejects.toThrow(
      /Cannot read .*EISDIR/,
    )
  })
})
