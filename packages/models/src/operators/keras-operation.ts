import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { KerasLayer } from '../layers/core/keras-layer.ts'
import { allShapes } from '../layers/one-shape.ts'
import type { Argument } from './call-template.ts'
import { fillIn } from './call-template.ts'
import { isElementwise, operationNamed } from './operations.ts'
import { shapeByTrial } from './shape-by-trial.ts'

interface KerasOperationOptions {
  /** Keras's class, such as 'Mean'. */
  operation: string
  /** Where Keras has it, such as 'keras.src.ops.numpy'. */
  module: string
  /** Its settings, under Keras's names. */
  settings: Readonly<Record<string, Argument>>
}

/** An operation of `keras.ops` between the layers of a model, with its constants. */
export class KerasOperation extends KerasLayer<KerasOperationOptions> {
  static readonly className: string = 'KerasOperation'

  #run(inputs: readonly tf.Tensor[]): tf.Tensor | tf.Tensor[] {
    const { operation: name, settings } = this.options
    const operation = operationNamed(name)!
    const { args, kwargs } = this.callArguments!
    const given = [
      ...Object.entries(settings).map(([key, value]) => [key, fillIn(value, inputs)] as const),
      ...args.map((value, index) => [operation.parameters[index] ?? `${index}`, fillIn(value, inputs)] as const),
      ...Object.entries(kwargs).map(([key, value]) => [key, fillIn(value, inputs)] as const),
    ]
    return operation.run(Object.fromEntries(given.filter(([, value]) => value !== undefined)))
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor | tf.Tensor[] {
    return tf.tidy(() => this.#run([inputs].flat()))
  }

  /** Whether all tensors of the call have one shape, and there are only numbers besides. */
  #hasOneShape(shapes: readonly Shape[]): boolean {
    const { args, kwargs } = this.callArguments!
    const others = [...args, ...Object.values(kwargs)].every(
      (value) => typeof value !== 'object' || value === null || 'tensor' in value,
    )
    return others && new Set(shapes.map((shape) => shape.join())).size === 1
  }

  override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
    const shapes = allShapes(inputShape)
    if (isElementwise(this.options.operation) && this.#hasOneShape(shapes)) return shapes[0]!
    const after = shapeByTrial(shapes, (zeros) => this.#run(zeros))
    return after.length === 1 ? after[0]! : after
  }
}
