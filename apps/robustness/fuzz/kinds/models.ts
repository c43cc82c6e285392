import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Random } from '@dlw/data'
import { denseNetwork, loadKeras, loadModel, saveModel } from '@dlw/models'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { unzipSync, zipSync } from 'fflate'
import { damageInPlace, damageText } from '../damage.ts'
import { damageJson } from '../damage-json.ts'
import type { Kind } from '../kind.ts'

const golden = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../../../../packages/testing/golden/keras-models/${name}`, import.meta.url)))

/** The weights of a model, which is disposed. */
function weightsOf(model: LayersModel): number[][] {
  const weights = model.getWeights().map((weight) => [...weight.dataSync()])
  model.dispose()
  return weights
}

const wrongWeights = (result: unknown): string | undefined =>
  (result as number[][]).flat().every(Number.isFinite) ? undefined : 'weights that are not finite'

export const kerasFiles = (): Kind => ({
  files: ['mlp.keras', 'nested.keras', 'gru.keras'].map(golden),
  damage: [
    ...[damageText, damageJson, damageJson].map((damage) => (file: Uint8Array, random: Random) => {
      const entries = unzipSync(file)
      return zipSync({ ...entries, 'config.json': damage(entries['config.json']!, random) }, { level: 0 })
    }),
    (file, random) => {
      const entries = unzipSync(file)
      const weights = damageInPlace(entries['model.weights.h5']!, random)
      return zipSync({ ...entries, 'model.weights.h5': weights }, { level: 0 })
    },
  ],
  read: async (bytes) => weightsOf(await loadKeras(bytes)),
  isChecked: true,
  wrong: (result, original) =>
    original && JSON.stringify(result) !== JSON.stringify(original)
      ? 'other weights than were saved'
      : wrongWeights(result),
})

export const hdf5Files = (): Kind => ({
  files: ['mlp.h5', 'nested.h5', 'lstm.h5'].map(golden),
  damage: [damageInPlace, damageInPlace, damageInPlace],
  read: async (bytes) => weightsOf(await loadKeras(bytes)),
  wrong: wrongWeights,
})

/** A saved folder whose `model.json` is damaged. */
export const modelFolders = async (): Promise<Kind> => {
  const folder = mkdtempSync(join(tmpdir(), 'dlw-fuzz-'))
  const model = denseNetwork({ inputs: 4, hidden: [5], outputs: 3, batchNormalization: true, seed: 0 })
  await saveModel(model, folder)
  model.dispose()
  const path = join(folder, 'model.json')
  return {
    files: [readFileSync(path)],
    damage: [damageText, damageJson, damageJson, damageJson],
    async read(bytes) {
      writeFileSync(path, bytes)
      return weightsOf(await loadModel(folder))
    },
    wrong: wrongWeights,
  }
}
