import type * as tf from '@tensorflow/tfjs-core'
import { expectClassNumbers, expectSameShape } from './expect-targets.ts'
import { named, type Origin } from './named.ts'

type Compare = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Tensor

/**
 * Names a loss or metric for targets of the predictions' shape, which it checks.
 *
 * @param name Keras's name.
 * @param shown The name in logs. Defaults to Keras's.
 */
export const forSameShape = (
  name: string,
  body: Compare,
  settings?: Origin['settings'],
  shown: string = name,
): Compare =>
  named(
    shown,
    (yTrue: tf.Tensor, yPred: tf.Tensor) => {
      expectSameShape(name, yTrue, yPred)
      return body(yTrue, yPred)
    },
    settings,
    name,
  )

/** Names a loss or metric for targets that are class numbers, which it checks. See {@link forSameShape}. */
export const forClassNumbers = (
  name: string,
  body: Compare,
  settings?: Origin['settings'],
  shown: string = name,
): Compare =>
  named(
    shown,
    (yTrue: tf.Tensor, yPred: tf.Tensor) => {
      expectClassNumbers(name, yTrue, yPred)
      return body(yTrue, yPred)
    },
    settings,
    name,
  )
