import { rejectUnknownOptions } from '@dlw/data/arguments'
import { writeAtomically } from '@dlw/data/files'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { formatSafetensors, type NamedArray } from '../weights/safetensors.ts'
import { expectFlatten, type FlattenOptions, ordersFor, reordered } from './load-state-dict.ts'
import { finder, guess, layersWithWeights } from './modules.ts'
import { slotsOf } from './torch-layers.ts'

/** Options of {@link saveStateDict}. */
export interface SaveStateDictOptions extends FlattenOptions {
  /** The layer for each module, such as `{ '0': 'dense', '2': 'dense_1' }`. Other modules have their layer's name. */
  map?: Readonly<Record<string, string>>
}

/**
 * Saves the weights of a model to a safetensors file with PyTorch's names, shapes and order of axes, atomically. Node
 * only; in browsers, use {@link toStateDict}. In Python:
 * `module.load_state_dict(safetensors.torch.load_file(path))`.
 *
 * @param model The model; its layers are the modules of the same names, with `.` between those of nested models.
 * @param path Path of the file.
 * @throws Error with `cause` if the file cannot be written, or a layer is no module of PyTorch.
 * @see PyTorch: `module.state_dict()`
 * @example
 * ```ts
 * import { loadStateDict, saveStateDict } from '@dlw/models/pytorch'
 *
 * // nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))
 * await saveStateDict(model, 'penguins.safetensors', { map: { '0': 'dense', '2': 'dense_1' } })
 * console.log(await loadStateDict(model, 'penguins.safetensors', { map: 'order' })) // → { missing: [], unexpected: [] }
 * ```
 */
export async function saveStateDict(
  model: LayersModel,
  path: string,
  options: SaveStateDictOptions = {},
): Promise<void> {
  if (!path.endsWith('.safetensors')) {
    throw new RangeError(
      `saveStateDict: expected a name that ends in .safetensors, received path=${path}. Add it; PyTorch reads such files with safetensors.torch.load_file.`,
    )
  }
  const bytes = await stateDict('saveStateDict', model, options)
  try {
    await writeAtomically(path, bytes)
  } catch (cause) {
    throw new Error(
      `saveStateDict: expected a file that can be written, received path=${path}: ${(cause as Error).message} Choose another folder.`,
      { cause },
    )
  }
}

/**
 * Converts the weights of a model to the bytes of a safetensors file as {@link saveStateDict} writes it.
 *
 * @throws RangeError if a layer is no module of PyTorch.
 * @example
 * ```ts
 * import { loadStateDict, toStateDict } from '@dlw/models/pytorch'
 *
 * console.log(await loadStateDict(model, await toStateDict(model))) // → { missing: [], unexpected: [] }
 * ```
 */
export async function toStateDict(model: LayersModel, options: SaveStateDictOptions = {}): Promise<Uint8Array> {
  return stateDict('toStateDict', model, options)
}

async function stateDict(caller: string, model: LayersModel, options: SaveStateDictOptions): Promise<Uint8Array> {
  rejectUnknownOptions(caller, options, ['map', 'flatten'])
  expectFlatten(caller, options)
  try {
    const placed = layersWithWeights(model)
    const find = finder(placed)
    const modules = new Map<unknown, string>()
    for (const [module, name] of Object.entries(options.map ?? {})) {
      const layer = find(name)?.layer
      const paths = placed.map(({ path }) => path)
      if (!layer)
        throw new RangeError(`map names the layer ${name}, which model ${model.name} has not${guess(name, paths)}`)
      modules.set(layer, module)
    }
    const orders = ordersFor(model, options)
    const arrays: NamedArray[] = []
    for (const { layer, path } of placed) {
      const module = modules.get(layer) ?? path.replaceAll('/', '.')
      for (const slot of slotsOf(layer)) {
        const tensors = slot.toTorch((await slot.weight.read().data()) as Float32Array)
        for (const [index, { key, shape }] of slot.parts.entries()) {
          const values = reordered(slot, layer, orders, { values: tensors[index]!, shape, isBack: true })
          arrays.push({ name: nameIn(module, key), shape, values })
        }
      }
    }
    return formatSafetensors({ arrays, metadata: { format: 'pt' } })
  } catch (cause) {
    throw new RangeError(
      `${caller}: expected a model whose layers are modules of PyTorch, received model=${model.name}: ${(cause as Error).message}.`,
      { cause },
    )
  }
}

/** The whole name of a tensor; those of the module `gru.l1` are in `gru`, such as `gru.weight_ih_l1`. */
function nameIn(module: string, key: string): string {
  if (module === '') return key
  const [, deep, number] = /^(.*)\.l(\d+)$/.exec(module) ?? []
  return deep !== undefined && /_l0(_reverse)?$/.test(key)
    ? `${deep}.${key.replace('_l0', `_l${number}`)}`
    : `${module}.${key}`
}
