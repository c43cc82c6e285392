import type * as tf from '@tensorflow/tfjs-core'
import { layers, type Shape } from '@tensorflow/tfjs-layers'
import { oneShape } from './one-shape.ts'

/** What every layer can be given. */
export interface LayerOptions {
  name?: string
  trainable?: boolean
}

/** A layer without weights: an operation, the shape it gives, and the options that model files keep. */
export abstract class OperationLayer<Options extends object> extends layers.Layer {
  protected readonly options: Options

  constructor({ name, trainable, ...options }: Options & LayerOptions) {
    super({ ...(name !== undefined && { name }), ...(trainable !== undefined && { trainable }) })
    this.options = this.resolve(options as unknown as Options)
  }

  /** Checks the options and fills in the defaults; other keys are dropped. */
  protected abstract resolve(options: Options): Options

  /** The output for one input. */
  protected abstract run(x: tf.Tensor): tf.Tensor

  /** The shape of that output. */
  protected abstract shapeOf(shape: Shape): Shape

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return this.run(Array.isArray(inputs) ? inputs[0]! : inputs)
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape {
    return this.shapeOf(oneShape(inputShape))
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.options }
  }
}
