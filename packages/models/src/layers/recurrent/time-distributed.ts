import * as tf from '@tensorflow/tfjs-core'
import type { layers, Shape } from '@tensorflow/tfjs-layers'
import { type InnerLayer, LayerOfLayers } from '../core/inner-layers.ts'
import { type CallOptions, KerasLayer } from '../core/keras-layer.ts'
import { fromOuterSettings, settingsOfLayer } from '../core/layer-settings.ts'
import { setMask } from '../masks/mask-of.ts'
import { oneShape } from '../one-shape.ts'
import { oneTensor } from '../one-tensor.ts'

/** Applies a layer, or a whole model, to each step of a sequence. See Keras: `keras.layers.TimeDistributed`. */
export class TimeDistributed extends LayerOfLayers<{ layer: layers.Layer }> {
  static readonly className: string = 'TimeDistributed'

  static override readonly fromConfig: typeof fromOuterSettings = fromOuterSettings

  get layer(): layers.Layer {
    return this.options.layer
  }

  override innerLayers(): readonly InnerLayer[] {
    return [['layer', this.layer]]
  }

  #inner(shape: Shape): Shape {
    return [shape[0]!, ...shape.slice(2)]
  }

  override build(inputShape: Shape | Shape[]): void {
    if (this.layer instanceof KerasLayer) this.layer.weightScope = this.weightScope
    if (!this.layer.built) this.layer.build(this.#inner(oneShape(inputShape)))
    this.layer.built = true
    this.built = true
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: CallOptions = {}): tf.Tensor {
    return tf.tidy(() => {
      const x = oneTensor(inputs)
      const told = { training: options.training ?? false }
      const mask = this.#givenMask([inputs].flat()) ?? [options.mask].flat()[0]
      if (told.training && hasStatistics(this.layer)) {
        const steps = tf.unstack(x, 1).map((step) => this.layer.apply(step, told) as tf.Tensor)
        return tf.stack(steps, 1)
      }
      const [rows, steps, ...rest] = x.shape as [number, number, ...number[]]
      const folded = tf.reshape(x, [rows * steps, ...rest])
      if (mask && mask.rank > 2) setMask(folded, tf.reshape(mask, [rows * steps, ...mask.shape.slice(2)]))
      const y = this.layer.apply(folded, told) as tf.Tensor
      return tf.reshape(y, [rows, steps, ...y.shape.slice(1)])
    })
  }

  #givenMask(inputs: tf.Tensor[]): tf.Tensor | undefined {
    if (!this.callArguments) return undefined
    return (this.given(['inputs', 'training', 'mask'], inputs).mask as tf.Tensor | null | undefined) ?? undefined
  }

  masksAfter(masks: readonly (tf.Tensor | undefined)[], inputs: readonly tf.Tensor[]): (tf.Tensor | undefined)[] {
    return [this.#givenMask([...inputs]) ?? masks[0]]
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    const shape = oneShape(inputShape)
    const inner = oneShape(this.layer.computeOutputShape(this.#inner(shape)))
    return [shape[0]!, shape[1]!, ...inner.slice(1)]
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), layer: settingsOfLayer(this.layer) } as unknown as tf.serialization.ConfigDict
  }
}

/** Returns whether a layer uses batch statistics in training: then each step is a batch of its own, as in Keras. */
function hasStatistics(layer: layers.Layer): boolean {
  if ('layers' in layer) return (layer.layers as layers.Layer[]).some(hasStatistics)
  return layer.getClassName() === 'BatchNormalization'
}
