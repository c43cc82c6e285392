import { writeAtomically } from '@dlw/data/files'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { type KerasFormat, type ToKerasOptions, toKeras } from './to-keras.ts'

const endings: readonly KerasFormat[] = ['keras', 'weights.h5', 'h5']

/** Options of {@link saveKeras}. */
export type SaveKerasOptions = Pick<ToKerasOptions, 'compilation'>

/**
 * Saves a model in a file that Keras loads. The name says in which format: `.keras`, `.h5` or `.weights.h5`. The file is
 * written beside its place and moved there when complete. In browsers use {@link toKeras}.
 *
 * @param model The model; it need not be compiled.
 * @param path Where to save it.
 * @throws RangeError if the name has another ending; Error with `cause` if the file cannot be written, or the model has
 * a layer that Keras does not have.
 * @see Keras: `model.save()`
 * @example
 * ```ts
 * import { loadKeras, saveKeras } from '@dlw/models'
 *
 * await saveKeras(model, 'my_first_model.keras')
 * const again = await loadKeras('my_first_model.keras')
 * console.log(again.countParams()) // → 83
 * ```
 */
export async function saveKeras(
  model: LayersModel,
  path: string,
  { compilation }: SaveKerasOptions = {},
): Promise<void> {
  const format = endings.find((ending) => path.endsWith(`.${ending}`))
  if (!format) {
    throw new RangeError(
      `saveKeras: expected a name that ends in .keras, .h5 or .weights.h5, received path=${path}. Add one of them.`,
    )
  }
  const bytes = await toKeras(model, { format, ...(compilation && { compilation }) })
  try {
    await writeAtomically(path, bytes)
  } catch (cause) {
    throw new Error(
      `saveKeras: expected a file that can be written, received path=${path}: ${(cause as Error).message} Choose another folder.`,
      { cause },
    )
  }
}
