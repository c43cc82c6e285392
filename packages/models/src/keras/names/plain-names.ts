import type { LayersModel, layers } from '@tensorflow/tfjs-layers'

/** Tensor names that TensorFlow.js accepts. */
const allowed = /^[A-Za-z0-9][-A-Za-z0-9._/]*$/

/** A configuration whose names TensorFlow.js takes, and the way back to the given ones. */
export interface PlainNames<Config> {
  config: Config
  /** Original name by plain name. */
  given(name: string): string
  /** Restores the original names of the layers of a finished model, including nested models. */
  restore(model: LayersModel): void
}

/**
 * Replaces names with spaces, umlauts and other characters that Keras accepts but TensorFlow.js does not by plain
 * names.
 */
export function plainNames<Config>(config: Config): PlainNames<Config> {
  const names = new Set<string>()
  collect(config, names)
  const plain = new Map<string, string>()
  for (const name of names) {
    if (allowed.test(name)) continue
    const base = name.replace(/[^-A-Za-z0-9._/]/g, '_').replace(/^[^A-Za-z0-9]+/, '') || 'layer'
    let own = base
    for (let copy = 1; names.has(own); copy++) own = `${base}_${copy}`
    names.add(own)
    plain.set(name, own)
  }
  const back = new Map([...plain].map(([name, own]) => [own, name]))
  const given = (name: string): string => back.get(name) ?? name
  return {
    config: plain.size === 0 ? config : (renamed(config, plain) as Config),
    given,
    restore: (model) => {
      if (back.size > 0) rename(model, given)
    },
  }
}

function collect(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, names)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      if (key === 'name' && typeof one === 'string') names.add(one)
      else collect(one, names)
    }
  }
}

/** Names stand under `name`, and in front of two numbers where a layer's output is meant. */
function renamed(value: unknown, plain: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) {
    const [first, node, tensor] = value
    const isReference = typeof first === 'string' && typeof node === 'number' && typeof tensor === 'number'
    return value.map((one, index) => (isReference && index === 0 ? (plain.get(one) ?? one) : renamed(one, plain)))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'name' && typeof one === 'string' ? (plain.get(one) ?? one) : renamed(one, plain),
    ]),
  )
}

function rename(layer: layers.Layer, given: (name: string) => string): void {
  layer.name = given(layer.name)
  if ('layers' in layer) {
    for (const inner of layer.layers as layers.Layer[]) rename(inner, given)
    const model = layer as unknown as {
      inputLayers?: layers.Layer[]
      inputNames: string[]
      containerNodes: Set<string>
      outputNames: string[]
      model?: layers.Layer
    }
    for (const input of model.inputLayers ?? []) input.name = given(input.name)
    // TensorFlow.js uses these to find the calls of the model.
    model.containerNodes = new Set([...model.containerNodes].map((key) => key.replace(/^.*(?=_ib-\d+$)/s, given)))
    model.inputNames = model.inputNames.map(given)
    model.outputNames = model.outputNames.map(given)
    if (model.model && model.model !== layer) rename(model.model, given)
  }
}
