import { rejectUnknownOptions } from '@dlw/data/arguments'
import { readIfPresent, writeAtomically } from '@dlw/data/files'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { allFinite, type NonFiniteOptions, nonFiniteAdvice } from './all-finite.ts'
import { formatSafetensors, type NamedArray, parseSafetensors, type Safetensors } from './safetensors.ts'
import { readWeights, writeWeights } from './weight-values.ts'

/** Options of {@link loadWeights}. */
export type LoadWeightsOptions = NonFiniteOptions

/** Returns the weights of a model with their names, in order. */
export async function namedArrays(model: LayersModel): Promise<NamedArray[]> {
  const values = await readWeights(model)
  return model.weights.map((weight, index) => ({
    name: `${index}/${weight.originalName}`,
    shape: weight.shape as number[],
    values: values[index]!,
  }))
}

/**
 * Loads named weights into a model of the same architecture. Their names begin with their place, as
 * {@link namedArrays} writes them: other programs may store them in another order.
 */
export function setNamedArrays(model: LayersModel, arrays: readonly NamedArray[], caller: string): void {
  const shapes = (list: readonly (readonly (number | null)[])[]): string =>
    list.map((shape) => `[${shape.join(', ')}]`).join(' ')
  const own = shapes(model.weights.map(({ shape }) => shape))
  const places = arrays.map(({ name }) => Number(/^\d+(?=\/)/.exec(name)?.[0] ?? Number.NaN))
  const ordered = places.includes(Number.NaN)
    ? arrays
    : arrays.map((_, place) => arrays[places.indexOf(place)]).filter((array) => array !== undefined)
  const given = shapes(ordered.map(({ shape }) => shape))
  if (own !== given) {
    throw new RangeError(
      `${caller}: expected weights of shapes ${own} for model ${model.name}, received ${given}. Build the model that the file was written from.`,
    )
  }
  writeWeights(
    model,
    ordered.map(({ values }) => values),
  )
}

/**
 * Saves the weights of a model to a safetensors file, atomically. Node only.
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
 * Loads weights saved by {@link saveWeights} or {@link modelCheckpoint} into a model of the same architecture. Node
 * only.
 *
 * @throws Error when the file does not exist; RangeError when it is truncated, damaged, from a different model, or has
 * weights that are not finite; the model is then unchanged.
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
export async function loadWeights(model: LayersModel, path: string, options: LoadWeightsOptions = {}): Promise<void> {
  rejectUnknownOptions('loadWeights', options, ['allowNonFinite'])
  const bytes = await readIfPresent(path)
  if (!bytes) throw new Error(`loadWeights: expected a file of weights, received path=${path}, which does not exist.`)
  const { arrays } = parsed(bytes, path)
  const bad = options.allowNonFinite ? undefined : arrays.find(({ values }) => !allFinite(values))
  if (bad) {
    throw new RangeError(
      `loadWeights: expected finite weights, received path=${path}, whose ${bad.name} is not. ${nonFiniteAdvice}`,
    )
  }
  setNamedArrays(model, arrays, 'loadWeights')
}

function parsed(bytes: Uint8Array, path: string): Safetensors {
  try {
    return parseSafetensors(bytes)
  } catch (cause) {
    throw new RangeError(
      `loadWeights: expected a whole file of weights, received path=${path}: ${(cause as Error).message}`,
      { cause },
    )
  }
}
