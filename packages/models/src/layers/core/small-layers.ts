import { tfjsSeed } from '@dlw/backend'
import * as tf from '@tensorflow/tfjs-core'
import type { Shape } from '@tensorflow/tfjs-layers'
import { OperationLayer } from '../operation-layer.ts'
import { type ActivationSetting, activationOf } from './activation-of.ts'
import { constantOf } from './constant-of.ts'
import { penaliseActivity } from './follow-activity.ts'
import type { CallOptions, LayerOptions } from './keras-layer.ts'

abstract class SameShape<Options extends object> extends OperationLayer<Options> {
  protected override shapeOf(shape: Shape): Shape {
    return shape
  }
}

/** Returns its input. See Keras: `keras.layers.Identity`. */
export class Identity extends SameShape<object> {
  static readonly className: string = 'Identity'

  protected override run(x: tf.Tensor): tf.Tensor {
    return x
  }
}

/** Adds a penalty on its input to the loss of trainings. See Keras: `keras.layers.ActivityRegularization`. */
export class ActivityRegularization extends SameShape<{ l1?: number; l2?: number }> {
  static readonly className: string = 'ActivityRegularization'

  constructor(settings: { l1?: number; l2?: number } & LayerOptions) {
    super(settings)
    const { l1 = 0, l2 = 0 } = this.options
    penaliseActivity(this, { className: 'L1L2', config: { l1, l2 } })
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    return x
  }
}

/** Any activation, also one that halves the features. See Keras: `keras.layers.Activation`. */
export class Activation extends OperationLayer<{ activation: ActivationSetting }> {
  static readonly className: string = 'Activation'
  #apply: ((x: tf.Tensor) => tf.Tensor) | undefined

  get activation(): ActivationSetting {
    return this.options.activation
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    this.#apply ??= activationOf(this.options.activation)
    return this.#apply(x)
  }

  protected override shapeOf(shape: Shape): Shape {
    return this.options.activation === 'glu' ? [...shape.slice(0, -1), shape.at(-1)! / 2] : shape
  }
}

/** Masks steps with a given value, and sets them to zero. See Keras: `keras.layers.Masking`. */
export class Masking extends SameShape<{ maskValue?: number }> {
  static readonly className: string = 'Masking'

  get maskValue(): number {
    return this.options.maskValue ?? 0
  }

  protected override run(x: tf.Tensor): tf.Tensor {
    return tf.tidy(() => {
      const counts = constantOf(() => tf.any(tf.notEqual(x, tf.scalar(this.maskValue, x.dtype)), -1, true))
      return tf.where(counts, x, tf.zerosLike(x))
    })
  }
}

/** Drops whole feature maps in training, in a seeded sequence. */
abstract class SpatialDropout extends SameShape<{ rate: number; seed?: number | null }> {
  #step = 0

  protected override run(x: tf.Tensor, { training }: CallOptions): tf.Tensor {
    const { rate, seed } = this.options
    if (!training || rate === 0) return x
    const noise = [x.shape[0]!, ...x.shape.slice(1, -1).map(() => 1), x.shape.at(-1)!]
    return tf.dropout(x, rate, noise, tfjsSeed(seed ?? 0, this.#step++))
  }
}

/** See Keras: `keras.layers.SpatialDropout1D`. */
export class SpatialDropout1D extends SpatialDropout {
  static readonly className: string = 'SpatialDropout1D'
}

/** See Keras: `keras.layers.SpatialDropout2D`. */
export class SpatialDropout2D extends SpatialDropout {
  static readonly className: string = 'SpatialDropout2D'
}

/** See Keras: `keras.layers.SpatialDropout3D`. */
export class SpatialDropout3D extends SpatialDropout {
  static readonly className: string = 'SpatialDropout3D'
}

/** `x · scale + offset`, a number or a list for the channels. See Keras: `keras.layers.Rescaling`. */
export class Rescaling extends SameShape<{ scale: number | number[]; offset?: number | number[] }> {
  static readonly className: string = 'Rescaling'

  protected override run(x: tf.Tensor): tf.Tensor {
    const { scale, offset = 0 } = this.options
    return tf.tidy(() => tf.add(tf.mul(tf.cast(x, 'float32'), tf.tensor(scale)), tf.tensor(offset)))
  }
}
