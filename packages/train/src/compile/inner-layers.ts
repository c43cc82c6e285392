/** A layer as far as those inside it go. */
export interface OuterLayer {
  name: string
  getClassName(): string
  layers?: OuterLayer[]
  layer?: OuterLayer
  forwardLayer?: OuterLayer
  backwardLayer?: OuterLayer
  cell?: OuterLayer
  cells?: OuterLayer[]
  innerLayers?(): readonly (readonly [name: string, layer: OuterLayer])[]
}

/** A layer or model, the layers inside it, and those inside them, each once however often it is called. */
export function withInnerLayers<Layer extends OuterLayer>(outer: object): Set<Layer> {
  const found = new Set<Layer>()
  const visit = (layer: OuterLayer): void => {
    if (found.has(layer as Layer)) return
    found.add(layer as Layer)
    const { layers = [], cells = [], layer: wrapped, forwardLayer, backwardLayer, cell } = layer
    const named = layer.innerLayers?.().map(([, one]) => one) ?? []
    for (const one of [...layers, ...cells, wrapped, forwardLayer, backwardLayer, cell, ...named]) {
      if (one && typeof one.getClassName === 'function') visit(one)
    }
  }
  visit(outer as OuterLayer)
  return found
}
