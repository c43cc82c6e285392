import type * as tf from '@tensorflow/tfjs-core'
import { initializers, layers, type Shape } from '@tensorflow/tfjs-layers'
import { type CallTemplate, type Given, parametersOf } from '../../operators/call-template.ts'
import { followMasks } from '../masks/follow-masks.ts'
import { fromExactText, isInexact, toExactText } from './exact-text.ts'

/** A weight of a layer. */
export type Variable = layers.Layer['weights'][number]

/** Options of every layer. */
export interface LayerOptions {
  name?: string
  trainable?: boolean
  batchInputShape?: Shape
  dtype?: tf.DataType
  callArguments?: CallTemplate | string
  /** The other options as a string that TensorFlow.js's files do not change. */
  exact?: string
}

/** Arguments of `call` besides its inputs. */
export interface CallOptions {
  training?: boolean
  /** Masks of valid steps, one per input. */
  mask?: tf.Tensor | (tf.Tensor | undefined)[]
}

type Initializer = Parameters<layers.Layer['addWeight']>[3]

/**
 * Base class of layers that store their options as in model files, propagate masks as in Keras, and record how they
 * were called.
 */
export abstract class KerasLayer<Options extends object> extends layers.Layer {
  readonly options: Options
  /** How a model calls this layer, if not as `layer(x)` or `layer([x, y])`. */
  callArguments: CallTemplate | undefined
  /** Prefix of the weight names of a nested layer: `forward_lstm/`. */
  weightScope = ''

  constructor({ name, trainable, batchInputShape, dtype, callArguments, exact, ...options }: Options & LayerOptions) {
    super({
      ...(name !== undefined && { name }),
      ...(trainable !== undefined && { trainable }),
      ...(batchInputShape && { batchInputShape }),
      ...(dtype && { dtype }),
    })
    this.callArguments = typeof callArguments === 'string' ? fromExactText(callArguments) : callArguments
    this.options = this.resolve((exact ? fromExactText(exact) : options) as Options)
    followMasks(this)
  }

  /** Checks the options and fills in the defaults. */
  protected resolve(options: Options): Options {
    return options
  }

  /** Returns the arguments of the call, by Keras's parameter names. */
  protected given<Value>(names: readonly string[], inputs: Value | Value[]): Record<string, Given<Value> | undefined> {
    return parametersOf(this.callArguments, names, Array.isArray(inputs) ? inputs : [inputs])
  }

  /** Adds a weight with its initializer, regularizer and constraint from the options, such as `kernelRegularizer`. */
  protected weight(
    name: string,
    shape: number[],
    kind: string = name,
    initial?: Initializer,
    trained = true,
  ): Variable {
    const settings = this.options as Record<string, unknown>
    const { kernelInitializer, kernelRegularizer, kernelConstraint } = layers.dense({
      units: 1,
      name: 'settings',
      kernelInitializer: (settings[`${kind}Initializer`] ?? 'zeros') as 'zeros',
      kernelRegularizer: (settings[`${kind}Regularizer`] ?? null) as never,
      kernelConstraint: (settings[`${kind}Constraint`] ?? null) as never,
    }) as unknown as Record<string, never>
    const initializer = settings[`${kind}Initializer`] ? kernelInitializer : (initial ?? initializers.zeros())
    return this.addWeight(
      this.weightScope + name,
      shape,
      'float32',
      initializer,
      kernelRegularizer,
      trained,
      kernelConstraint,
    )
  }

  /** Returns whether the options contain strings that TensorFlow.js's files would change. */
  protected keepsExact(): boolean {
    return Object.entries(this.options).some(
      ([key, value]) => !/activation|izer$|constraint$/i.test(key) && isInexact(value),
    )
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { callArguments } = this
    const kept = callArguments && { callArguments: toExactText(callArguments) }
    const exact = this.keepsExact() && { exact: toExactText(this.options) }
    return { ...super.getConfig(), ...this.options, ...exact, ...kept } as tf.serialization.ConfigDict
  }
}
