/** A layer or model as TensorFlow.js or Keras 2 describes it. */
interface Described {
  class_name?: unknown
  name?: unknown
  config?: unknown
  inbound_nodes?: unknown
}

/**
 * Checks that each call of a layer gets what another layer returns. TensorFlow.js waits for ever for a layer that is not
 * there, or that waits for itself.
 *
 * @throws Error whose message is a clause that names the layer.
 */
export function checkGraph(model: unknown): void {
  const layers = layersOf(model)
  for (const layer of layers) checkGraph(layer)
  if ((model as Described)?.class_name === 'Sequential') return
  /** Calls of each layer that are ready to be used. */
  const ready = new Map<string, number>()
  const waiting = layers.map((layer) => {
    const name = nameOf(layer)
    const hasNode = layer.class_name === 'InputLayer' || layersOf(layer).length > 0
    ready.set(name, hasNode ? 1 : 0)
    return { name, calls: callsOf(layer) }
  })
  for (let progress = true; progress; ) {
    progress = false
    for (const { name, calls } of waiting) {
      for (let call = calls[0]; call?.every(([from, node]) => node < (ready.get(from) ?? 0)); call = calls[0]) {
        calls.shift()
        ready.set(name, ready.get(name)! + 1)
        progress = true
      }
    }
  }
  const stuck = waiting.find(({ calls }) => calls.length > 0)
  if (!stuck) return
  const [missing] = stuck.calls[0]!.find(([from, node]) => !(node < (ready.get(from) ?? 0)))!
  throw new Error(
    ready.has(missing)
      ? `its layer ${stuck.name} waits for ${missing}, which is never called`
      : `its layer ${stuck.name} is fed by ${missing}, which is not there`,
  )
}

function layersOf(model: unknown): Described[] {
  const config = (model as Described | null)?.config
  const layers = Array.isArray(config) ? config : (config as { layers?: unknown } | null | undefined)?.layers
  if (layers === undefined) return []
  if (Array.isArray(layers) && layers.every((layer) => typeof layer === 'object' && layer !== null)) return layers
  throw new Error('its layers are no list')
}

function nameOf({ name }: Described): string {
  if (typeof name === 'string') return name
  throw new Error('it has a layer without a name')
}

/** The calls of a layer: what feeds each, as a layer's name and the number of its call. */
function callsOf(layer: Described): [string, number][][] {
  const { inbound_nodes: nodes = [] } = layer
  if (!Array.isArray(nodes)) throw new Error(`the calls of its layer ${nameOf(layer)} are no list`)
  return nodes.map((inputs: unknown) => {
    const list = Array.isArray(inputs) ? inputs : [inputs]
    if (list.length === 0) throw new Error(`a call of its layer ${nameOf(layer)} has no inputs`)
    return list.map((input: unknown) => {
      const [from, node] = Array.isArray(input) ? input : []
      if (typeof from === 'string' && Number.isInteger(node) && node >= 0) return [from, node]
      throw new Error(`a call of its layer ${nameOf(layer)} cannot be read`)
    })
  })
}
