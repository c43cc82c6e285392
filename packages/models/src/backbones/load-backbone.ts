import * as tf from '@tensorflow/tfjs-layers'
import { apply } from '../builders/apply-layer.ts'
import { globalPooling2d } from '../layers/global-pooling.ts'
import { loadModel } from '../saving/load-model.ts'

/** Options of {@link loadBackbone}. */
export interface LoadBackboneOptions {
  /**
   * Name of the last layer to keep, such as 'conv_pw_13_relu'. Defaults to the last layer with feature maps of more than
   * one pixel where `pooling` needs such, else to the model's own last layer.
   */
  cut?: string
  /** What is kept of each of its feature maps: mean, maximum or (null) all. Defaults to null. */
  pooling?: 'avg' | 'max' | null
}

/**
 * Loads any trained model and keeps what comes before its classifier, as a backbone for {@link transferModel}.
 *
 * @param location As for {@link loadModel}.
 * @throws RangeError if the model has no layer `cut`; Error with `cause` if it cannot be loaded.
 * @see Keras: `keras.Model(model.input, model.get_layer(name).output)`
 * @example
 * ```ts
 * import { loadBackbone, saveModel } from '@dlw/models'
 *
 * await saveModel(model, 'trained')
 * const backbone = await loadBackbone('trained', { cut: 'dense' })
 * console.log(backbone.outputs[0]!.shape) // → [ null, 10 ]
 * ```
 */
export async function loadBackbone(
  location: string,
  { cut, pooling = null }: LoadBackboneOptions = {},
): Promise<tf.LayersModel> {
  const model = await loadModel(location)
  const layers: tf.layers.Layer[] = model.layers
  const last =
    cut === undefined ? (pooling ? layers.findLast(hasMaps) : layers.at(-1)) : layers.find(({ name }) => name === cut)
  if (!last) {
    const names = layers.map(({ name }) => name).join(', ')
    model.dispose()
    throw new RangeError(
      `loadBackbone: expected the name of a layer${cut === undefined ? ' with feature maps' : ''}, received cut=${cut}. The model has ${names}.`,
    )
  }
  const output = last.output as tf.SymbolicTensor
  const outputs = pooling ? apply(globalPooling2d({ name: `${pooling}_pool`, pooling }), output) : output
  const backbone = tf.model({ inputs: model.inputs, outputs, name: model.name })
  const kept = new Set(backbone.layers)
  for (const layer of model.layers) if (!kept.has(layer)) layer.dispose()
  return backbone
}

/** Whether a layer gives `[images, height, width, channels]` with more than one pixel. */
function hasMaps({ outputShape }: tf.layers.Layer): boolean {
  const [, height, width, channels] = outputShape as (number | null)[]
  return channels !== undefined && (height !== 1 || width !== 1)
}
