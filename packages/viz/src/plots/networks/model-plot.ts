import { createDocument } from '#platform'
import { composeFigure } from '../../figure/compose-figure.ts'
import { figureHead } from '../../figure/figure-head.ts'
import type { PlotOptions } from '../../figure/plot-options.ts'
import { drawGraph } from '../../panels/draw-graph.ts'
import { type ModelLike, readModelGraph } from '../../panels/model-graph.ts'

/** Options of `modelPlot`. */
export interface ModelPlotOptions extends Omit<PlotOptions, 'width' | 'height'> {
  /**
   * Which layers to draw as one box: those whose names start with the same match of this pattern (its first group, if
   * it has one). Defaults to what names blocks in the well-known networks, such as `conv2` of `conv2_block1_0_bn`, in
   * models of more than 40 layers, and to none in others.
   */
  fold?: RegExp | false
}

/**
 * The graph of a model's layers from input to output, each with its kind, output shape and parameters.
 *
 * @param model A `LayersModel` of TensorFlow.js. It is only read.
 * @returns The figure; a promise because the layout engine (Graphviz) is loaded when it is first needed.
 * @throws TypeError when `model` has no layers.
 * @see `keras.utils.plot_model(model, show_shapes=True)`
 * @example
 * ```ts
 * import { modelPlot } from '@dlw/viz'
 *
 * const figure = await modelPlot(model)
 * figure.querySelector('desc')?.textContent // → 'A model of 3 layers and 83 parameters: input_layer, dense, dense_1.'
 * ```
 */
export async function modelPlot(model: ModelLike, options: ModelPlotOptions = {}): Promise<SVGSVGElement> {
  const { document = createDocument() } = options
  if (!(model?.layers?.length > 0)) {
    throw new TypeError(
      `modelPlot: expected a model with layers, received model=${model}. Pass a LayersModel; a GraphModel has no layers.`,
    )
  }
  const graph = readModelGraph(model, options.fold)
  const panel = await drawGraph(document, graph)
  const width = Math.max(panel.width, 200)
  const head = figureHead({ title: options.title }, width)
  const height = panel.height + head.height
  const chain = graph.boxes.map(({ label }) => label)
  const names = chain.length > 12 ? [...chain.slice(0, 6), '…', ...chain.slice(-5)] : chain
  const description =
    options.description ??
    `A model of ${model.layers.length} layers and ${graph.parameters.toLocaleString('en')} parameters: ${names.join(', ')}.`
  const panels = [{ svg: panel.svg, x: (width - panel.width) / 2, y: 0 }]
  return composeFigure({
    document,
    width,
    height,
    panels,
    head,
    name: 'Layers of the model',
    description,
  })
}
