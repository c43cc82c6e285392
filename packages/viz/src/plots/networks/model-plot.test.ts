import { describe, expect, it } from 'vitest'
import { type LayerLike, readModelGraph } from '../../panels/model-graph.ts'
import { modelPlot } from './model-plot.ts'

/** A layer as TensorFlow.js describes it. */
function layer(name: string, kind: string, inputs: readonly LayerLike[] = [], parameters = 0): LayerLike {
  const inboundNodes = [{ inboundLayers: inputs, outputShapes: [null, 4] }]
  return { name, getClassName: () => kind, countParams: () => parameters, inboundNodes }
}

const input = layer('input', 'InputLayer')
const first = layer('conv1_conv', 'Conv2D', [input], 10)
const second = layer('conv1_bn', 'BatchNormalization', [first], 4)
const sum = layer('add', 'Add', [first, second])
const dense = layer('dense_1', 'Dense', [sum], 5)
const layers = [input, first, second, sum, dense]

describe('readModelGraph', () => {
  it('has one box per layer and one edge per connection', () => {
    const { boxes, edges, parameters } = readModelGraph({ layers }, undefined)
    expect(boxes.map(({ label }) => label)).toEqual(['input', 'conv1_conv', 'conv1_bn', 'add', 'dense_1'])
    expect(edges).toEqual([
      [0, 1],
      [1, 2],
      [1, 3],
      [2, 3],
      [3, 4],
    ])
    expect(parameters).toBe(19)
    expect(boxes[4]).toEqual({ label: 'dense_1', kind: 'Dense', detail: '(None, 4) · 5 parameters' })
  })

  it('folds layers whose names start alike, and keeps the edges between folds once', () => {
    const { boxes, edges } = readModelGraph({ layers }, /^conv\d/)
    expect(boxes.map(({ label }) => label)).toEqual(['input', 'conv1 (2 layers)', 'add', 'dense_1'])
    expect(boxes[1]!.detail).toBe('(None, 4) · 14 parameters')
    expect(edges).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ])
  })

  it('calls a model among the layers what Keras calls it', () => {
    const { boxes } = readModelGraph({ layers: [input, layer('base', 'Model', [input], 9)] }, undefined)
    expect(boxes[1]).toMatchObject({ label: 'base', kind: 'Functional' })
  })

  it('folds the blocks of MobileNet: a layer without an ending, too', () => {
    const names = [
      'conv1',
      'conv1_bn',
      ...Array.from({ length: 13 }, (_, i) => [
        `conv_dw_${i + 1}`,
        `conv_dw_${i + 1}_bn`,
        `conv_dw_${i + 1}_relu`,
      ]).flat(),
      'dense_1',
      'dense_2',
    ]
    const { boxes } = readModelGraph({ layers: names.map((name) => layer(name, 'Layer', [input])) }, undefined)
    expect(boxes.slice(1, 4).map(({ label }) => label)).toEqual([
      'conv1 (2 layers)',
      'conv_dw_1 (3 layers)',
      'conv_dw_2 (3 layers)',
    ])
    expect(boxes.slice(-2).map(({ label }) => label)).toEqual(['dense_1', 'dense_2'])
  })

  it('shows the input that a Sequential model hides', () => {
    const { boxes } = readModelGraph({ layers: layers.slice(1) }, undefined)
    expect(boxes[0]!.label).toBe('input')
  })

  it('leaves out what other models feed into a shared layer', () => {
    const foreign = layer('elsewhere', 'Dense')
    const shared: LayerLike = {
      ...dense,
      inboundNodes: [...dense.inboundNodes, ...layer('x', 'Dense', [foreign]).inboundNodes],
    }
    const { boxes, edges } = readModelGraph({ layers: [...layers.slice(0, 4), shared] }, undefined)
    expect(boxes).toHaveLength(5)
    expect(edges).toHaveLength(5)
  })

  it('folds the blocks of a long model, and no layers that are numbered only', () => {
    const blocks = Array.from({ length: 40 }, (_, index) => layer(`conv2_block${index}_conv`, 'Conv2D'))
    const numbered = Array.from({ length: 3 }, (_, index) => layer(`conv2d_${index}`, 'Conv2D'))
    const { boxes } = readModelGraph({ layers: [input, ...blocks, ...numbered] }, undefined)
    expect(boxes.map(({ label }) => label)).toEqual(['input', 'conv2 (40 layers)', 'conv2d_0', 'conv2d_1', 'conv2d_2'])
  })
})

describe('modelPlot', () => {
  it('draws a box per layer and an arrow per connection', async () => {
    const figure = await modelPlot({ layers })
    expect(figure.querySelectorAll('rect')).toHaveLength(5)
    expect(figure.querySelectorAll('path[marker-end]')).toHaveLength(5)
  })
})
