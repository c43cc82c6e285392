import type * as tf from '@tensorflow/tfjs-core'
import type { layers } from '@tensorflow/tfjs-layers'
import { KerasLayer, type Variable } from './keras-layer.ts'

/** A nested layer, under the name of its folder in Keras's weights file. */
export type InnerLayer = readonly [folder: string, layer: layers.Layer]

/** A layer that delegates to nested layers and has their weights. */
export abstract class LayerOfLayers<Options extends object> extends KerasLayer<Options> {
  /** Nested layers, in the order of Keras's weights. */
  abstract innerLayers(): readonly InnerLayer[]

  protected override keepsExact(): boolean {
    return false
  }

  #each<Value>(read: (layer: layers.Layer) => readonly Value[]): Value[] {
    return this.innerLayers().flatMap(([, layer]) => [...read(layer)])
  }

  override get trainable(): boolean {
    return super.trainable
  }

  override set trainable(value: boolean) {
    super.trainable = value
    for (const [, layer] of this.innerLayers()) layer.trainable = value
  }

  override get trainableWeights(): Variable[] {
    return this.trainable ? [...super.trainableWeights, ...this.#each((layer) => layer.trainableWeights)] : []
  }

  override get nonTrainableWeights(): Variable[] {
    const inner = this.trainable
      ? this.#each((layer) => layer.nonTrainableWeights)
      : this.#each((layer) => layer.weights)
    return [...super.nonTrainableWeights, ...inner]
  }

  override get weights(): Variable[] {
    return [...super.trainableWeights, ...super.nonTrainableWeights, ...this.#each((layer) => layer.weights)]
  }

  override get losses(): (() => tf.Scalar)[] {
    return this.#each((layer) => layer.losses as (() => tf.Scalar)[])
  }
}
