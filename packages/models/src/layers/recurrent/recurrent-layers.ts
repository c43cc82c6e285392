import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import type { InnerLayer } from '../core/inner-layers.ts'
import { type LayerSettings, layerFromSettings, settingsOfLayer } from '../core/layer-settings.ts'
import { oneShape } from '../one-shape.ts'
import { type CellOptions, GRUCell, LSTMCell, type RecurrentCell, SimpleRNNCell } from './cells.ts'
import { Recurrent, type SequenceOptions } from './recurrent.ts'

type OneCellOptions = CellOptions & SequenceOptions

/** A recurrent layer of one cell. */
abstract class OneCell extends Recurrent<CellOptions> {
  #made: RecurrentCell | undefined

  protected abstract makeCell(options: CellOptions & { name: string }): RecurrentCell

  get cell(): RecurrentCell {
    this.#made ??= this.makeCell({ ...this.options, name: `${this.name}_cell` })
    return this.#made
  }

  override innerLayers(): readonly InnerLayer[] {
    return [['cell', this.cell]]
  }

  override build(inputShape: Shape | Shape[]): void {
    const [rows, , ...features] = oneShape(inputShape)
    this.cell.weightScope = this.weightScope
    this.cell.build([rows!, ...features])
    this.built = true
  }

  protected override zeros(x: tf.Tensor): tf.Tensor[] {
    return this.cell.stateSizes.map((size) => tf.zeros([x.shape[0]!, size]))
  }

  protected override stateShapes(): Shape[] {
    return this.cell.stateSizes.map((size) => [size])
  }

  protected override prepare(x: tf.Tensor, training: boolean): ReturnType<Recurrent<CellOptions>['prepare']> {
    const { cell } = this
    const kept = cell.start(x.shape[0]!, x.shape[2]!, training)
    return {
      steps: tf.unstack(cell.project(x, kept), 1),
      step: (projected, states) => cell.step(projected, states, kept),
    }
  }
}

/** See Keras: `keras.layers.LSTM`. */
export class LSTM extends OneCell {
  static readonly className: string = 'LSTM'

  protected override makeCell(options: OneCellOptions & { name: string }): RecurrentCell {
    return new LSTMCell(options)
  }
}

/** See Keras: `keras.layers.GRU`. */
export class GRU extends OneCell {
  static readonly className: string = 'GRU'

  protected override makeCell(options: OneCellOptions & { name: string }): RecurrentCell {
    return new GRUCell(options)
  }
}

/** See Keras: `keras.layers.SimpleRNN`. */
export class SimpleRNN extends OneCell {
  static readonly className: string = 'SimpleRNN'

  protected override makeCell(options: OneCellOptions & { name: string }): RecurrentCell {
    return new SimpleRNNCell(options)
  }
}

/** Stacked cells: the output of one is the input of the next. See Keras: `keras.layers.StackedRNNCells`. */
export interface RnnOptions extends SequenceOptions {
  cells: RecurrentCell[]
  /** Whether they stand in a StackedRNNCells. */
  stacked: boolean
}

/** Any cells. See Keras: `keras.layers.RNN`. */
export class RNN extends Recurrent<RnnOptions> {
  static readonly className: string = 'RNN'

  static override fromConfig<Made extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<Made>,
    config: tf.serialization.ConfigDict,
  ): Made {
    const cells = (config.cells as unknown as LayerSettings[]).map(layerFromSettings)
    return new (Class as unknown as new (options: object) => Made)({ ...config, cells })
  }

  override innerLayers(): readonly InnerLayer[] {
    const { cells, stacked } = this.options
    return cells.map((cell) => [stacked ? 'cell/cells' : 'cell', cell] as const)
  }

  override build(inputShape: Shape | Shape[]): void {
    const [rows, , features] = oneShape(inputShape)
    let size = features!
    const { cells } = this.options
    for (const cell of cells) {
      cell.weightScope = `${this.weightScope}${cells.length > 1 ? `${cell.name}/` : ''}`
      cell.build([rows!, size])
      size = cell.stateSizes[0]!
    }
    this.built = true
  }

  /** Where the states of a cell begin. */
  #offset(index: number): number {
    return this.options.cells.slice(0, index).reduce((sum, { stateSizes }) => sum + stateSizes.length, 0)
  }

  protected override get outputAt(): number {
    return this.#offset(this.options.cells.length - 1)
  }

  protected override zeros(x: tf.Tensor): tf.Tensor[] {
    return this.options.cells.flatMap(({ stateSizes }) => stateSizes.map((size) => tf.zeros([x.shape[0]!, size])))
  }

  protected override stateShapes(): Shape[] {
    return this.options.cells.flatMap(({ stateSizes }) => stateSizes.map((size) => [size]))
  }

  protected override prepare(x: tf.Tensor, training: boolean): ReturnType<Recurrent<RnnOptions>['prepare']> {
    const { cells } = this.options
    const sizes = [x.shape[2]!, ...cells.map(({ stateSizes }) => stateSizes[0]!)]
    const kept = cells.map((cell, index) => cell.start(x.shape[0]!, sizes[index]!, training))
    return {
      steps: tf.unstack(cells[0]!.project(x, kept[0]!), 1),
      step: (projected, states) => {
        let input = projected
        return cells.flatMap((cell, index) => {
          const own = states.slice(this.#offset(index), this.#offset(index + 1))
          const next = cell.step(index === 0 ? input : cell.project(input, kept[index]!), own, kept[index]!)
          input = next[0]!
          return next
        })
      },
    }
  }

  override getConfig(): tf.serialization.ConfigDict {
    const cells = this.options.cells.map(settingsOfLayer)
    return { ...super.getConfig(), cells } as unknown as tf.serialization.ConfigDict
  }
}
