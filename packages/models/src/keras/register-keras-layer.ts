import * as tf from '@tensorflow/tfjs-core'
import { layers, type Shape } from '@tensorflow/tfjs-layers'
import { KerasLayer } from '../layers/core/keras-layer.ts'
import { shapeByTrial } from '../operators/shape-by-trial.ts'

/** What a Lambda computes, from its input or its several inputs. */
export type LambdaFunction = (inputs: tf.Tensor | tf.Tensor[]) => tf.Tensor | tf.Tensor[]

/** A class of layers, made of its settings under TensorFlow.js's names (`initValues` for Keras's `init_values`). */
export type LayerClass = (new (settings: never) => layers.Layer) & { readonly className: string }

/**
 * Says what stands for a class of layers of the author's own, or for a Lambda, when a Keras file names it: its code is
 * Python and is not run. {@link loadKeras} gives the layer the settings and weights of the file, and {@link toKeras}
 * writes it under the same name again.
 *
 * @param name The class as Keras registers it, `package>Class` (`Custom>Class` without a package); or `Lambda>name` with
 * the name of a Lambda layer.
 * @param layer A class of layers, or for a Lambda the function itself.
 * @throws RangeError if the name has another form; TypeError if the layer is neither.
 * @see Keras: `keras.saving.register_keras_serializable`
 * @example
 * ```ts
 * import { loadKeras, registerKerasLayer, toKeras } from '@dlw/models'
 * import * as tf from '@tensorflow/tfjs'
 *
 * class Power extends tf.layers.Layer {
 *   static className = 'Power'
 *   readonly exponent: number
 *   constructor(settings: { name?: string; exponent: number }) {
 *     super(settings)
 *     this.exponent = settings.exponent
 *   }
 *   override call(x: tf.Tensor | tf.Tensor[]): tf.Tensor {
 *     return tf.pow([x].flat()[0]!, this.exponent)
 *   }
 *   override getConfig(): tf.serialization.ConfigDict {
 *     return { ...super.getConfig(), exponent: this.exponent }
 *   }
 * }
 * registerKerasLayer('lesson>Power', Power)
 * const model = tf.sequential({ layers: [new Power({ exponent: 3, inputShape: [2] } as { exponent: number })] })
 * const again = await loadKeras(await toKeras(model))
 * console.log((again.predict(tf.tensor([[2, 3]])) as tf.Tensor).dataSync().join()) // → 8,27
 * ```
 */
export function registerKerasLayer(name: string, layer: LayerClass | LambdaFunction): void {
  if (!/^[^>]+>[^>]+$/.test(name)) {
    throw new RangeError(
      `registerKerasLayer: expected package>Class or Lambda>name, received name=${name}. Take it from the message that refused the file.`,
    )
  }
  if (typeof layer !== 'function') {
    throw new TypeError(
      `registerKerasLayer: expected a class of layers or a function, received layer=${typeof layer}. Pass class extends tf.layers.Layer.`,
    )
  }
  const Class = isLayerClass(layer) ? layer : lambdaClass(name, layer)
  const registered = Class as unknown as tf.serialization.SerializableConstructor<tf.serialization.Serializable>
  tf.serialization.registerClass(registered)
  tf.serialization.SerializationMap.getMap().classNameMap[name] = [registered, registered.fromConfig]
}

function isLayerClass(layer: LayerClass | LambdaFunction): layer is LayerClass {
  return layer.prototype instanceof layers.Layer
}

/** A class whose layers compute a function. */
function lambdaClass(name: string, compute: LambdaFunction): LayerClass {
  return class extends KerasLayer<object> {
    static readonly className: string = name.startsWith('Lambda>') ? `Lambda_${name.slice(7)}` : name.split('>')[1]!

    override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor | tf.Tensor[] {
      return tf.tidy(() => compute(inputs))
    }

    override computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[] {
      const isOne = !Array.isArray(inputShape[0])
      const list = (isOne ? [inputShape] : inputShape) as Shape[]
      const after = shapeByTrial(list, (zeros) => compute(isOne ? zeros[0]! : zeros))
      return after.length === 1 ? after[0]! : after
    }
  }
}
