import * as tf from '@tensorflow/tfjs-core'
import type { layers, Shape } from '@tensorflow/tfjs-layers'
import { type InnerLayer, LayerOfLayers } from '../core/inner-layers.ts'
import type { CallOptions } from '../core/keras-layer.ts'
import { type LayerSettings, layerFromSettings, settingsOfLayer } from '../core/layer-settings.ts'
import { allShapes, oneShape } from '../one-shape.ts'
import type { Recurrent } from './recurrent.ts'
import { runOptionsOf, sequenceCallOf } from './sequence-call.ts'

/** How to merge the outputs of both directions; null keeps both. */
export type MergeMode = 'concat' | 'sum' | 'mul' | 'ave' | null

interface BidirectionalOptions {
  layer: Recurrent<object>
  backwardLayer?: Recurrent<object> | null
  mergeMode?: MergeMode
}

/** Processes sequences in both directions. See Keras: `keras.layers.Bidirectional`. */
export class Bidirectional extends LayerOfLayers<BidirectionalOptions> {
  static readonly className: string = 'Bidirectional'
  readonly forwardLayer: Recurrent<object>
  readonly backwardLayer: Recurrent<object>

  static override fromConfig<Made extends tf.serialization.Serializable>(
    Class: tf.serialization.SerializableConstructor<Made>,
    config: tf.serialization.ConfigDict,
  ): Made {
    const { layer, backwardLayer, ...others } = config as Record<string, unknown>
    return new (Class as unknown as new (options: object) => Made)({
      ...others,
      layer: layerFromSettings(layer as LayerSettings),
      ...(backwardLayer ? { backwardLayer: layerFromSettings(backwardLayer as LayerSettings) } : {}),
    })
  }

  constructor(options: BidirectionalOptions & { name?: string }) {
    super(options)
    const { layer, backwardLayer } = this.options
    const copy = (direction: string, changes: Record<string, unknown>): Recurrent<object> => {
      const { config } = settingsOfLayer(layer)
      const plain = layer.name.replace(/^(forward|backward)_/, '')
      const zeroOutputForMask = layer.returnSequences
      const settings = { ...config, zeroOutputForMask, ...changes, name: `${direction}_${plain}` }
      return made(layer, settings)
    }
    this.forwardLayer = copy('forward', {})
    this.backwardLayer = backwardLayer ?? copy('backward', { goBackwards: !isBackwards(layer) })
    if (backwardLayer) {
      ;(backwardLayer.options as { zeroOutputForMask?: boolean }).zeroOutputForMask = backwardLayer.returnSequences
    }
  }

  override innerLayers(): readonly InnerLayer[] {
    return [
      ['forward_layer', this.forwardLayer],
      ['backward_layer', this.backwardLayer],
    ]
  }

  override build(inputShape: Shape | Shape[]): void {
    for (const layer of [this.forwardLayer, this.backwardLayer]) {
      layer.weightScope = `${this.weightScope}${layer.name}/`
      layer.build(oneShape(inputShape))
    }
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: CallOptions = {}): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => {
      const given = sequenceCallOf(this.callArguments, [inputs].flat())
      const { x, initial } = given
      const told = runOptionsOf(given, options)
      const half = (initial?.length ?? 0) / 2
      const ahead = this.forwardLayer.run(x, initial?.slice(0, half), told)
      const back = this.backwardLayer.run(x, initial?.slice(half), told)
      const behind = this.backwardLayer.returnSequences ? tf.reverse(back[0]!, 1) : back[0]!
      const outputs = [...merged(this.options.mergeMode, ahead[0]!, behind), ...ahead.slice(1), ...back.slice(1)]
      return outputs.length === 1 ? outputs[0]! : outputs
    })
  }

  masksAfter(masks: readonly (tf.Tensor | undefined)[], inputs: readonly tf.Tensor[]): (tf.Tensor | undefined)[] {
    if (!this.forwardLayer.returnSequences) return []
    const mask = sequenceCallOf(this.callArguments, [...inputs]).mask ?? masks[0]
    return this.options.mergeMode === null ? [mask, mask] : [mask]
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const shapes = (layer: layers.Layer): Shape[] => allShapes(layer.computeOutputShape(oneShape(inputShape)))
    const [ahead, back] = [shapes(this.forwardLayer), shapes(this.backwardLayer)]
    const { mergeMode = 'concat' } = this.options
    const wide = [...ahead[0]!.slice(0, -1), ahead[0]!.at(-1)! + back[0]!.at(-1)!]
    const first = mergeMode === null ? [ahead[0]!, back[0]!] : mergeMode === 'concat' ? [wide] : [ahead[0]!]
    const all = [...first, ...ahead.slice(1), ...back.slice(1)]
    return all.length === 1 ? all[0]! : all
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { backwardLayer } = this.options
    return {
      ...super.getConfig(),
      layer: settingsOfLayer(this.options.layer),
      ...(backwardLayer && { backwardLayer: settingsOfLayer(backwardLayer) }),
    } as unknown as tf.serialization.ConfigDict
  }
}

/** Another layer of the same class. */
function made(layer: Recurrent<object>, settings: Record<string, unknown>): Recurrent<object> {
  const Class = layer.constructor as unknown as tf.serialization.SerializableConstructor<tf.serialization.Serializable>
  const config = settings as tf.serialization.ConfigDict
  return (Class as unknown as typeof layers.Layer).fromConfig(Class, config) as unknown as Recurrent<object>
}

function isBackwards(layer: Recurrent<object>): boolean {
  return layer.options.goBackwards ?? false
}

function merged(mode: MergeMode | undefined, ahead: tf.Tensor, behind: tf.Tensor): tf.Tensor[] {
  switch (mode ?? (mode === null ? null : 'concat')) {
    case 'sum':
      return [tf.add(ahead, behind)]
    case 'mul':
      return [tf.mul(ahead, behind)]
    case 'ave':
      return [tf.div(tf.add(ahead, behind), 2)]
    case null:
      return [ahead, behind]
    default:
      return [tf.concat([ahead, behind], -1)]
  }
}
