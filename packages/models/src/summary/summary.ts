import type { LayersModel, layers } from '@tensorflow/tfjs-layers'
import { formatBytes } from './format-bytes.ts'
import { connectionsOf, isSequential, kerasClassName, outputShapeOf } from './layer-graph.ts'
import { parameterCount } from './parameter-count.ts'
import { type TextColumn, textTable } from './text-table.ts'

/** Options of {@link summary}. */
export interface SummaryOptions {
  /** Characters per line. Defaults to 88 for a plain stack of layers and 108 otherwise, 12 more with `showTrainable`. */
  lineLength?: number
  /** Whether a column says which layers are trained (Y) and which are frozen (N). Defaults to false. */
  showTrainable?: boolean
  /** Whether the layers of models used as layers are listed too. Defaults to false. */
  expandNested?: boolean
}

/**
 * Describes a model as a table of layers, output shapes and parameter counts: the text that Keras 3 prints, character
 * for character. Parameters of the optimizer are not counted.
 *
 * @param model The model; it need not be compiled.
 * @returns The text, several lines, ending in a line break.
 * @throws RangeError if the columns do not fit into `lineLength`.
 * @see Keras: `model.summary()`
 * @example
 * ```ts
 * import { summary } from '@dlw/models'
 *
 * console.log(summary(model))
 * // → Model: "functional"
 * // → ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━┓
 * // → ┃ Layer (type)                         ┃ Output Shape                ┃         Param # ┃
 * // → ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━┩
 * // → │ input_layer (InputLayer)             │ (None, 4)                   │               0 │
 * // → ├──────────────────────────────────────┼─────────────────────────────┼─────────────────┤
 * // → │ dense (Dense)                        │ (None, 10)                  │              50 │
 * // → ├──────────────────────────────────────┼─────────────────────────────┼─────────────────┤
 * // → │ dense_1 (Dense)                      │ (None, 3)                   │              33 │
 * // → └──────────────────────────────────────┴─────────────────────────────┴─────────────────┘
 * // →  Total params: 83 (332.00 B)
 * // →  Trainable params: 83 (332.00 B)
 * // →  Non-trainable params: 0 (0.00 B)
 * ```
 */
export function summary(model: LayersModel, options: SummaryOptions = {}): string {
  const { showTrainable = false, expandNested = false } = options
  const plain = isSequential(model)
  const length = options.lineLength ?? (plain ? 88 : 108) + (showTrainable ? 12 : 0)
  const columns = columnsFor(length, plain, showTrainable)

  const rows = (layer: layers.Layer, depth = 0): string[][] => {
    const prefix = depth > 0 ? `${'   '.repeat(depth)}└ ` : ''
    const row = [
      `${prefix}${layer.name} (${kerasClassName(layer)})`,
      outputShapeOf(layer),
      grouped(parameterCount(layer).total),
    ]
    if (!plain) row.push(connectionsOf(layer, model))
    if (showTrainable) row.push(layer.weights.length === 0 ? '-' : layer.trainable ? 'Y' : 'N')
    const nested = expandNested && 'layers' in layer ? (layer.layers as layers.Layer[]) : []
    return [row, ...nested.flatMap((inner) => rows(inner, depth + 1))]
  }
  const table = textTable(
    columns,
    model.layers.flatMap((layer) => rows(layer)),
    length,
  )
  const { total, trainable, nonTrainable } = parameterCount(model)
  const line = (title: string, count: number): string => ` ${title}: ${grouped(count)} (${formatBytes(count * 4)})\n`
  return (
    `Model: "${model.name}"\n${table}\n` +
    line('Total params', total) +
    line('Trainable params', trainable) +
    line('Non-trainable params', nonTrainable)
  )
}

/** Column widths from the relative positions of their right ends, as Keras computes them. */
function columnsFor(length: number, plain: boolean, showTrainable: boolean): TextColumn[] {
  const titles = ['Layer (type)', 'Output Shape', 'Param #']
  const ends = plain ? [0.45, 0.8, 1] : [0.3, 0.56, 0.74, 1]
  if (!plain) titles.push('Connected to')
  if (showTrainable) titles.push('Trainable')
  const positions = showTrainable ? [...ends.map((end) => end * 0.9), 1] : ends
  let start = 0
  return titles.map((title, index) => {
    const width = Math.floor(positions[index]! * length) - start
    if (!(width >= 4)) {
      throw new RangeError(
        `summary: expected room for ${titles.length} columns, received lineLength=${length}. Use 65 or more.`,
      )
    }
    start += width
    return { title, width, align: title === 'Param #' ? 'right' : title === 'Trainable' ? 'center' : 'left' }
  })
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}
