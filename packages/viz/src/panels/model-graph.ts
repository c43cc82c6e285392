type Shape = readonly (number | null)[]

/** What a plot reads of a layer of TensorFlow.js. */
export interface LayerLike {
  name: string
  getClassName(): string
  countParams(): number
  inboundNodes: readonly { inboundLayers: readonly LayerLike[]; outputShapes: Shape | readonly Shape[] }[]
}

/** What a plot reads of a `LayersModel`. */
export interface ModelLike {
  layers: readonly LayerLike[]
}

/** One box of the graph: a layer, or layers that are folded. */
export interface Box {
  label: string
  /** Keras's class name; empty for folded layers. */
  kind: string
  detail: string
}

/** The layers of a model as boxes and edges. */
export interface ModelGraph {
  boxes: Box[]
  /** Pairs of positions in `boxes`. */
  edges: [from: number, to: number][]
  parameters: number
}

/** `conv2` of `conv2_block1_0_bn`, `conv_dw_3` of `conv_dw_3` and `conv_dw_3_relu`; not `conv2d` of `conv2d_1`. */
const blockNames = /^([a-z]+(?:_[a-z]+)?_?\d+[a-z]?)(?:_(?!\d+$)|$)/

/** Reads the layers and what flows between them, with folded layers as one box. */
export function readModelGraph(model: ModelLike, fold: RegExp | false | undefined): ModelGraph {
  const pattern = fold ?? (model.layers.length > 40 ? blockNames : false)
  const layers = withInputs(model.layers)
  const keyOf = (layer: LayerLike): string => {
    const match = pattern === false ? null : layer.name.match(pattern)
    return match === null ? layer.name : (match[1] ?? match[0])
  }
  const members = new Map<string, LayerLike[]>()
  for (const layer of layers) {
    const key = keyOf(layer)
    const group = members.get(key)
    if (group === undefined) members.set(key, [layer])
    else group.push(layer)
  }
  const positions = new Map([...members.keys()].map((key, index) => [key, index]))
  const inside = new Set(layers)
  const pairs = new Set<string>()
  for (const layer of layers) {
    for (const source of layer.inboundNodes.flatMap(({ inboundLayers }) => inboundLayers)) {
      const [from, to] = [positions.get(keyOf(source)), positions.get(keyOf(layer))]
      if (inside.has(source) && from !== to) pairs.add(`${from} ${to}`)
    }
  }
  return {
    boxes: Array.from(members, ([key, group]) => boxOf(key, group)),
    edges: Array.from(pairs, (pair) => pair.split(' ').map(Number) as [number, number]),
    parameters: model.layers.reduce((sum, layer) => sum + layer.countParams(), 0),
  }
}

/** The layers, with the input layer that a `Sequential` model hides. */
function withInputs(layers: readonly LayerLike[]): LayerLike[] {
  const isInput = (layer: LayerLike): boolean => layer.getClassName() === 'InputLayer'
  if (layers.some(isInput)) return [...layers]
  const hidden = layers[0]!.inboundNodes.flatMap(({ inboundLayers }) => inboundLayers).filter(isInput)
  return [...new Set(hidden), ...layers]
}

function boxOf(key: string, group: readonly LayerLike[]): Box {
  const last = group.at(-1)!
  const count = group.reduce((sum, layer) => sum + layer.countParams(), 0)
  const parameters = count === 0 ? '' : ` · ${count.toLocaleString('en')} parameters`
  return {
    label: group.length === 1 ? last.name : `${key} (${group.length} layers)`,
    kind: group.length === 1 ? kindOf(last) : '',
    detail: `${shapeText(last)}${parameters}`,
  }
}

/** Keras's name of a layer's class: a model among the layers is a Functional there. */
function kindOf(layer: LayerLike): string {
  const name = layer.getClassName()
  return name === 'Model' ? 'Functional' : name
}

function shapeText(layer: LayerLike): string {
  const shapes = layer.inboundNodes.at(-1)?.outputShapes ?? []
  const list = (Array.isArray(shapes[0]) ? shapes : [shapes]) as readonly Shape[]
  return list.map((shape) => `(${shape.map((size) => size ?? 'None').join(', ')})`).join(', ')
}
