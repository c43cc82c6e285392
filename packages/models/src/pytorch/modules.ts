import { nearestName } from '@dlw/data/arguments'
import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { LayerOfLayers } from '../layers/core/inner-layers.ts'
import type { NamedArray } from '../weights/safetensors.ts'
import { namesOfTorchvision } from './torchvision.ts'

/** Tensors of a module of PyTorch by their names within it. */
export type Module = ReadonlyMap<string, NamedArray>

/** A layer with weights, and its place in the model: `backbone/conv1`. */
export interface PlacedLayer {
  readonly layer: layers.Layer
  readonly path: string
}

/** Says which layer a module of PyTorch is: by name, by a function, or `'order'` for the first one the first, and so on. */
export type ModuleMap = Readonly<Record<string, string>> | ((module: string) => string | undefined) | 'order'

/** Groups tensors by their modules. A recurrent module of several layers is one for each: `lstm.l0`, `lstm.l1`. */
export function modulesOf(arrays: readonly NamedArray[]): Map<string, Map<string, NamedArray>> {
  const all = arrays.every(({ name }) => name.startsWith('module.'))
  const split = arrays.map((array) => {
    // DataParallel puts this before all names.
    const name = all ? array.name.slice('module.'.length) : array.name
    const dot = name.lastIndexOf('.')
    return { array, module: name.slice(0, Math.max(dot, 0)), key: name.slice(dot + 1) }
  })
  const recurrent = /^((?:weight|bias)_[ih]h_l)(\d+)(.*)$/
  const deep = new Set(split.flatMap(({ module, key }) => (Number(recurrent.exec(key)?.[2]) > 0 ? module : [])))
  const modules = new Map<string, Map<string, NamedArray>>()
  for (const { array, module, key } of split) {
    const parts = deep.has(module) ? recurrent.exec(key) : null
    const name = parts ? `${module}.l${parts[2]}` : module
    const tensors = modules.get(name) ?? new Map<string, NamedArray>()
    modules.set(name, tensors.set(parts ? `${parts[1]}0${parts[3]}` : key, array))
  }
  return modules
}

/** Returns the layers that have weights, in the model's order. */
export function layersWithWeights(model: LayersModel): PlacedLayer[] {
  const seen = new Set<layers.Layer>()
  const visit = (layer: layers.Layer, path: string): PlacedLayer[] => {
    if (seen.has(layer) || layer.weights.length === 0) return []
    seen.add(layer)
    if ('layers' in layer)
      return (layer.layers as layers.Layer[]).flatMap((inner) => visit(inner, `${path}/${inner.name}`))
    if (layer instanceof LayerOfLayers && layer.getClassName() === 'TimeDistributed') {
      return [{ layer: layer.innerLayers()[0]![1], path }]
    }
    return [{ layer, path }]
  }
  return model.layers.flatMap((layer) => visit(layer, layer.name))
}

/**
 * Finds the module of each layer.
 *
 * @param isOrdered Whether the modules are in the order in which Python made them.
 * @throws RangeError with a clause about a map that does not fit.
 */
export function matchModules(
  model: LayersModel,
  modules: ReadonlyMap<string, Module>,
  { map, isOrdered }: { map: ModuleMap | undefined; isOrdered: boolean },
): Map<string, PlacedLayer> {
  const placed = layersWithWeights(model)
  const names = [...modules.keys()]
  if (map === 'order') return byOrder(placed, modules, isOrdered)
  const known = map ?? namesOfTorchvision(model.name, names)
  const find = finder(placed)
  if (typeof known === 'object') {
    for (const [module, layer] of Object.entries(known)) {
      if (map && !modules.has(module))
        throw new RangeError(`map names the module ${module}, which it has not${guess(module, names)}`)
      if (!find(layer))
        throw new RangeError(
          `map names the layer ${layer}, which model ${model.name} has not${guess(
            layer,
            placed.map(({ path }) => path),
          )}`,
        )
    }
  }
  const mapped = (module: string) => (typeof known === 'function' ? known(module) : known?.[module]) ?? module
  return new Map(
    names.flatMap((module) => {
      const layer = find(mapped(module))
      return layer ? [[module, layer] as const] : []
    }),
  )
}

/** Finds layers by their paths or names; `.`, `/` and `_` are the same. */
export function finder(placed: readonly PlacedLayer[]): (name: string) => PlacedLayer | undefined {
  const plain = (name: string) => name.replaceAll(/[./]/g, '_')
  const byName = new Map<string, PlacedLayer>()
  for (const one of placed.toReversed()) byName.set(plain(one.path.slice(one.path.lastIndexOf('/') + 1)), one)
  for (const one of placed.toReversed()) byName.set(plain(one.path), one)
  return (name) => byName.get(plain(name))
}

function byOrder(
  placed: readonly PlacedLayer[],
  modules: ReadonlyMap<string, Module>,
  isOrdered: boolean,
): Map<string, PlacedLayer> {
  let names = [...modules.keys()]
  if (!isOrdered) {
    if (!names.every((name) => /^(.*\.)?\d+$/.test(name))) {
      throw new RangeError(
        `a .safetensors file does not keep the order of its modules ${listed(names)}. Give their names in map, or save a .pth file`,
      )
    }
    names = names.sort(new Intl.Collator('en', { numeric: true }).compare)
  }
  if (names.length !== placed.length) {
    const paths = placed.map(({ path }) => path)
    throw new RangeError(
      `it has ${names.length} modules with tensors, ${listed(names)}, and the model ${placed.length} layers with weights, ${listed(paths)}`,
    )
  }
  return new Map(names.map((name, index) => [name, placed[index]!]))
}

/** The first names of a list. */
export function listed(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ')
}

/** A question after a name that is not known. */
export function guess(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  return nearest === undefined || nearest === name ? '' : ` (did you mean ${nearest}?)`
}
