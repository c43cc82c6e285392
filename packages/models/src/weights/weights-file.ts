import { readIfPresent, writeAtomically } from '@dlw/data/files'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { formatSafetensors, type NamedArray, parseSafetensors } from './safetensors.ts'
import { readWeights, writeWeights } from './weight-values.ts'

/** The weights of a model with their names, in their order. */
export async function namedArrays(model: LayersModel): Promise<NamedArray[]> {
  const values = await readWeights(model)
  return model.weights.map((weight, index) => ({
    name: `${index}/${weight.originalName}`,
    shape: weight.shape as number[],
    values: values[index]!,
  }))
}

/** Puts named weights into a model of the same architecture. */
export function setNamedArrays(model: LayersModel, arrays: readonly NamedArray[], caller: string): void {
  const shapes = (list: readonly (readonly (number | null)[])[]): string =>
    list.map((shape) => `[${shape.join(', ')}]`).join(' ')
  const own = shapes(model.weights.map(({ shape }) => shape))
  const given = shapes(arrays.map(({ shape }) => shape))
  if (own !== given) {
    throw new RangeError(
      `${caller}: expected weights of shapes ${own} for model ${model.name}, received ${given}. Build the model that the file was written from.`,
    )
  }
  writeWeights(
    model,
    arrays.map(({ values }) => values),
  )
}

/**
 * Writes the weights of a model to one file, in the safetensors format. The file takes its name when it is whole. Node
 * only.
 *
 * @throws Error with the cause when the file cannot be written.
 * @see Keras `Model.save_weights`
 * @example
 * ```ts
 * import { loadWeights, saveWeights } from '@dlw/models'
 * import { fit } from '@dlw/train'
 *
 * await fit(model, train, { epochs: 1, seed: 0 })
 * await saveWeights(model, 'penguins.safetensors')
 * const again = build()
 * await loadWeights(again, 'penguins.safetensors')
 * console.log(again.getWeights()[0]!.dataSync()[0] === model.getWeights()[0]!.dataSync()[0]) // → true
 * ```
 */
export async function saveWeights(model: LayersModel, path: string): Promise<void> {
  await writeAtomically(path, formatSafetensors({ arrays: await namedArrays(model), metadata: { model: model.name } }))
}

/**
 * Reads weights that {@link saveWeights} or {@link modelCheckpoint} wrote into a model of the same architecture. Node
 * only.
 *
 * @throws Error when there is no such file; RangeError when it is cut off or from another model.
 * @see Keras `Model.load_weights`
 * @example
 * ```ts
 * import { loadWeights, saveWeights } from '@dlw/models'
 * import { evaluate, fit } from '@dlw/train'
 *
 * await fit(model, train, { epochs: 10, seed: 0 })
 * await saveWeights(model, 'penguins.safetensors')
 * const again = build()
 * await loadWeights(again, 'penguins.safetensors')
 * console.log((await evaluate(again, validation)).accuracy! > 0.95) // → true
 * ```
 */
export async function loadWeights(model: LayersModel, path: string): Promise<void> {
  const bytes = await readIfPresent(path)
  if (!bytes) throw new Error(`loadWeights: expected a file of weights, received path=${path}, which does not exist.`)
  setNamedArrays(model, parseSafetensors(bytes).arrays, 'loadWeights')
}
